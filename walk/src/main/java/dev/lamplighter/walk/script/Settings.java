package dev.lamplighter.walk.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** iPXE's settings by name, and how text takes them in: {@code ${mac:hexhyp}}, {@code ${net0/ip}}, {@code ${net${index}/mac}}. What is not set is empty. */
public final class Settings {

    /** The innermost one first, so that a setting may name another. */
    private static final Pattern SETTING = Pattern.compile("\\$\\{([^${}:]*)(?::([^${}]*))?}");
    private static final Pattern SCOPE = Pattern.compile("^(?:net0|netX|dhcp|proxydhcp|smbios)/");
    private static final int LONGEST = 1 << 16;
    private static final int MOST = 200;

    private final Map<String, String> values;

    public Settings(Map<String, String> values) {
        this.values = new HashMap<>(values);
    }

    String get(String name) {
        return values.getOrDefault(plain(name), "");
    }

    void set(String name, String value) {
        values.put(plain(name), value);
    }

    private static String plain(String name) {
        return SCOPE.matcher(name.replaceFirst(":.*", "")).replaceFirst("");
    }

    /** {@code text} with every setting filled in, at most {@value #MOST} of them. */
    String expand(String text) {
        String expanded = text;
        for (int i = 0; i < MOST && expanded.length() < LONGEST; i++) {
            Matcher found = SETTING.matcher(expanded);
            if (!found.find()) {
                return expanded;
            }
            String value = get(found.group(1));
            expanded = expanded.substring(0, found.start()) + formatted(value, found.group(2) == null ? "" : found.group(2)) + expanded.substring(found.end());
        }
        return expanded;
    }

    private static String formatted(String value, String type) {
        return switch (type) {
            case "hexhyp" -> value.replace(':', '-').toLowerCase(Locale.ROOT);
            case "hexraw" -> value.replace(":", "").replace("-", "").toLowerCase(Locale.ROOT);
            case "uristring" -> uri(value);
            default -> value;
        };
    }

    private static String uri(String value) {
        var out = new StringBuilder();
        for (byte octet : value.getBytes(UTF_8)) {
            char c = (char) (octet & 0xff);
            out.append(Uris.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0 ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return out.toString();
    }
}
