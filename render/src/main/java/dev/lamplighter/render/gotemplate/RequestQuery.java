package dev.lamplighter.render.gotemplate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the query of a URL as Matchbox does: of a repeated key the first value counts, a pair with a raw {@code ;} or a bad escape is left out, and
 * a {@code mac} of any letter case must be one and is written in its canonical form.
 */
public final class RequestQuery {

    private static final int MOST_PAIRS = 1024;

    private RequestQuery() {}

    /**
     * The values by their keys, in the order in which they came; what comes after the first 1024 pairs is not read. {@code rawQuery} is the text after
     * the {@code ?}, its octets decoded from UTF-8 and its escapes as they were sent.
     */
    public static Map<String, String> parse(String rawQuery) {
        var query = new LinkedHashMap<String, String>();
        parameters(rawQuery).forEach((key, value) -> {
            if (isMac(key)) {
                MacText.canonical(value).ifPresent(mac -> query.put(key, mac));
            } else {
                query.put(key, value);
            }
        });
        return query;
    }

    /** The first pair, as {@code mac=zz}, that {@link #parse} leaves out because it is no hardware address. */
    public static Optional<String> leftOut(String rawQuery) {
        return parameters(rawQuery).entrySet().stream()
                .filter(pair -> isMac(pair.getKey()) && MacText.canonical(pair.getValue()).isEmpty())
                .findFirst()
                .map(pair -> pair.getKey() + "=" + pair.getValue());
    }

    private static boolean isMac(String key) {
        return key.equalsIgnoreCase("mac");
    }

    private static Map<String, String> parameters(String rawQuery) {
        var parameters = new LinkedHashMap<String, String>();
        String[] pairs = rawQuery.split("&", MOST_PAIRS + 1);
        for (String pair : pairs.length > MOST_PAIRS ? Arrays.copyOf(pairs, MOST_PAIRS) : pairs) {
            if (pair.isEmpty() || pair.indexOf(';') >= 0) {
                continue;
            }
            int equals = pair.indexOf('=');
            var key = unescaped(equals < 0 ? pair : pair.substring(0, equals));
            var value = unescaped(equals < 0 ? "" : pair.substring(equals + 1));
            if (key.isPresent() && value.isPresent()) {
                parameters.putIfAbsent(key.get(), value.get());
            }
        }
        return parameters;
    }

    /** The text behind the escapes, where each is one. */
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
}
