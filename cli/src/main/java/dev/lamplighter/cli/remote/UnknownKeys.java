package dev.lamplighter.cli.remote;

import static java.util.Locale.ROOT;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.render.Place;
import dev.lamplighter.render.json.Json;
import dev.lamplighter.render.json.JsonException;
import dev.lamplighter.render.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Keys of a group's or profile's file that the server does not read, so that a misspelt one does not pass in silence. */
public final class UnknownKeys {

    /** A key and where it stands; line and column count from 1. */
    public record Unknown(int line, int column, String message) {}

    private static final Set<String> OF_GROUPS = Set.of("id", "name", "profile", "selector", "metadata");
    private static final Set<String> OF_PROFILES = Set.of("id", "name", "ignition_id", "cloud_id", "generic_id", "boot", "ipxe_id", "grub_id");
    private static final Set<String> OF_BOOT = Set.of("kernel", "initrd", "args");

    /** Of one file no more are told. */
    private static final int MOST = 20;

    private final String text;
    private final List<Unknown> found = new ArrayList<>();

    private UnknownKeys(String text) {
        this.text = text;
    }

    /** The first of them; none for templates, nor for what is no JSON object. */
    public static List<Unknown> of(Kind kind, Bytes content) {
        if (kind.template().isPresent()) {
            return List.of();
        }
        var keys = new UnknownKeys(content.text());
        try {
            if (JsonReader.read(keys.text, JsonReader.DEEPEST) instanceof Json.Members file) {
                keys.file(kind, file);
            }
        } catch (JsonException broken) {
            return List.of();
        }
        return List.copyOf(keys.found);
    }

    private void file(Kind kind, Json.Members file) {
        for (Json.Member member : file.members()) {
            String key = folded(member.name());
            if (!(kind == Kind.GROUP ? OF_GROUPS : OF_PROFILES).contains(key)) {
                add(member, "the server does not read the key " + member.name() + "; " + (kind == Kind.GROUP
                        ? "a group has id, name, profile, selector and metadata"
                        : "a profile has id, name, ignition_id, generic_id, cloud_id, ipxe_id, grub_id and boot"));
            } else if (kind == Kind.PROFILE && key.equals("boot") && member.value() instanceof Json.Members boot) {
                boot(boot);
            }
        }
    }

    private void boot(Json.Members boot) {
        for (Json.Member member : boot.members()) {
            String key = folded(member.name());
            if (key.equals("cmdline")) {
                add(member, "boot.cmdline is not read any more; write args, a list with one argument each");
            } else if (!OF_BOOT.contains(key)) {
                add(member, "the server does not read the key boot." + member.name() + "; boot has kernel, initrd and args");
            }
        }
    }

    private void add(Json.Member member, String message) {
        if (found.size() < MOST) {
            Place place = Place.of(text, keyBefore(member.value().offset()));
            found.add(new Unknown(place.line(), place.column(), message));
        }
    }

    /** Where the key of the value at {@code offset} begins, which is known to be there. */
    private int keyBefore(int offset) {
        int at = text.lastIndexOf('"', text.lastIndexOf(':', offset - 1)) - 1;
        while (text.charAt(at) != '"' || isEscaped(at)) {
            at--;
        }
        return at;
    }

    private boolean isEscaped(int at) {
        int backslashes = 0;
        while (text.charAt(at - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    /** Go's folding: letter case does not count, nor do the two letters outside ASCII whose capitals lie inside it. */
    private static String folded(String key) {
        return key.replace('\u017F', 's').toLowerCase(ROOT);
    }
}
