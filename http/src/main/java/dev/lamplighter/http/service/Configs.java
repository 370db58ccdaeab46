package dev.lamplighter.http.service;

import dev.lamplighter.boot.Body;
import dev.lamplighter.boot.Resource;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.event.ConfigRead;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Which questions are for what configures a machine: an audit keeps who asked them and what was answered. */
final class Configs {

    private Configs() {}

    /** Its name, if it configures a machine. Scripts do not: everybody may read them, and they hold nothing that a machine keeps. */
    static Optional<String> name(Resource what) {
        return switch (what) {
            case Resource.Document document -> switch (document) {
                case IGNITION, CLOUD, GENERIC, METADATA -> Optional.of(document.name().toLowerCase(Locale.ROOT));
                case IPXE, GRUB -> Optional.empty();
            };
            case Resource.Seed seed -> Optional.of("nocloud/" + seed.file());
            case Resource.BootScript _, Resource.BootDone _, Resource.Asset _, Resource.BootFile _ -> Optional.empty();
        };
    }

    /** What is told of an answer with {@code body}. */
    static ConfigRead read(String name, Body body) {
        return switch (body) {
            case Body.Text(Bytes bytes, _) -> new ConfigRead(name, Optional.of(sha256(bytes)));
            case Body.OnDisk _ -> new ConfigRead(name, Optional.empty());
        };
    }

    /** {@code outcome} of a question for {@code name}, told as such where it was refused. */
    static Outcome<Answer> refused(Outcome<Answer> outcome, String name) {
        return switch (outcome) {
            case Outcome.Reply<Answer>(Answer answer, _) -> new Outcome.Reply<>(answer.config().isPresent() ? answer
                    : answer.reading(new ConfigRead(name, Optional.empty())));
            case Outcome.Ignored<Answer> ignored -> ignored;
            case Outcome.Later<Answer> later -> new Outcome.Later<>(() -> refused(later.work().call(), name));
        };
    }

    private static String sha256(Bytes content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(content.asBuffer());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
