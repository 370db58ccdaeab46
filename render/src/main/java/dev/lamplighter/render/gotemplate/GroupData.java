package dev.lamplighter.render.gotemplate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The data that a matched group gives its template: metadata, then selectors over it, then the request over both. */
public final class GroupData {

    private GroupData() {}

    /**
     * @param metadata decoded JSON as {@link GoTemplate#render} takes it
     * @param selectors labels of the group; their keys are lower-cased
     * @param rawQuery the query of the request as it came, undecoded
     */
    public static Map<String, Object> of(Map<String, ?> metadata, Map<String, String> selectors, String rawQuery) {
        Map<String, Object> data = new HashMap<>(metadata);
        selectors.forEach((key, value) -> data.put(key.toLowerCase(Locale.ROOT), value));
        data.put("request", Map.of("raw_query", rawQuery, "query", new StringMap(query(rawQuery))));
        return data;
    }

    /** The first value of each parameter; pairs that Go's {@code net/url} drops are left out, and so is a {@code mac} that is none. */
    private static Map<String, String> query(String rawQuery) {
        var parameters = new LinkedHashMap<String, String>();
        for (String pair : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            var key = unescaped(equals < 0 ? pair : pair.substring(0, equals));
            var value = unescaped(equals < 0 ? "" : pair.substring(equals + 1));
            if (!pair.isEmpty() && pair.indexOf(';') < 0 && key.isPresent() && value.isPresent()) {
                parameters.putIfAbsent(key.get(), value.get());
            }
        }
        var query = new LinkedHashMap<String, String>();
        parameters.forEach((key, value) -> {
            if (key.equalsIgnoreCase("mac")) {
                mac(value).ifPresent(mac -> query.put(key, mac));
            } else {
                query.put(key, value);
            }
        });
        return query;
    }

    private static Optional<String> unescaped(String text) {
        if (text.indexOf('%') < 0) {
            return Optional.of(text.replace('+', ' '));
        }
        byte[] bytes = GoText.toBytes(text.replace('+', ' '));
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
                int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                bytes[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                bytes[length++] = bytes[i];
            }
        }
        return Optional.of(GoText.ofBytes(Arrays.copyOf(bytes, length)));
    }

    /** A hardware address of 6, 8 or 20 octets in lower-case pairs with colons. */
    static Optional<String> mac(String text) {
        char separator = text.length() > 2 ? text.charAt(2) : '\0';
        int group = separator == ':' || separator == '-' ? 2 : 4;
        if (group == 4) {
            separator = '.';
        }
        var mac = new StringBuilder(60);
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean border = i % (group + 1) == group;
            if (border ? c != separator : c >= 0x80 || Character.digit(c, 16) < 0) {
                return Optional.empty();
            }
            if (!border) {
                mac.append(digits > 0 && digits % 2 == 0 ? ":" : "").append(Character.toLowerCase(c));
                digits++;
            }
        }
        boolean complete = (text.length() + 1) % (group + 1) == 0 && (digits == 12 || digits == 16 || digits == 40);
        return complete ? Optional.of(mac.toString()) : Optional.empty();
    }
}
