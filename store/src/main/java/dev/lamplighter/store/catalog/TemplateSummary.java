package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;

/** A template without its content: its name below the folder of its kind, its octets and their SHA-256. */
public record TemplateSummary(String name, long size, Bytes sha256) {}
