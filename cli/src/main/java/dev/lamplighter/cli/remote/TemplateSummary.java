package dev.lamplighter.cli.remote;

import dev.lamplighter.model.Bytes;

/** A template without its content: its size in octets and the SHA-256 of it. */
public record TemplateSummary(Item item, long size, Bytes sha256) {

    public static TemplateSummary of(Item item, Bytes content) {
        return new TemplateSummary(item, content.length(), Sha256.of(content));
    }
}
