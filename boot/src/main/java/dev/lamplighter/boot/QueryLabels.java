package dev.lamplighter.boot;

import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Mac;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Reads the labels that a machine sends as the query of a URL, as Matchbox does: of a repeated key the first value counts, a pair with a raw
 * {@code ;} or a bad escape is dropped, and a {@code mac} of any letter case must be one and is written in its canonical form. What comes after
 * {@value #MOST_PAIRS} pairs is not read.
 */
public final class QueryLabels {

    private static final int MOST_PAIRS = 1024;

    private QueryLabels() {}

    /** {@code rawQuery} is the text after the {@code ?}, its octets decoded from UTF-8 and its escapes as they were sent. */
    public static Labels parse(String rawQuery) {
        if (rawQuery.isEmpty()) {
            return Labels.NONE;
        }
        var first = new LinkedHashMap<String, String>();
        String[] pairs = rawQuery.split("&", MOST_PAIRS + 1);
        for (String pair : pairs.length > MOST_PAIRS ? Arrays.copyOf(pairs, MOST_PAIRS) : pairs) {
            if (pair.isEmpty() || pair.indexOf(';') >= 0) {
                continue;
            }
            int equals = pair.indexOf('=');
            var key = unescaped(equals < 0 ? pair : pair.substring(0, equals));
            var value = unescaped(equals < 0 ? "" : pair.substring(equals + 1));
            if (key.isPresent() && value.isPresent()) {
                first.putIfAbsent(key.get(), value.get());
            }
        }
        var labels = new LinkedHashMap<String, String>();
        first.forEach((key, value) -> {
            if (key.equalsIgnoreCase("mac")) {
                Mac.parse(value).ifPresent(mac -> labels.put(key, mac.toString()));
            } else {
                labels.put(key, value);
            }
        });
        return new Labels(labels);
    }

    /** The text behind the escapes, where each is one. */
    private static Optional<String> unescaped(String text) {
        if (text.indexOf('%') < 0) {
            return Optional.of(text.replace('+', ' '));
        }
        byte[] octets = RawText.octets(text);
        int length = 0;
        for (int i = 0; i < octets.length; i++) {
            switch (octets[i]) {
                case '+' -> octets[length++] = ' ';
                case '%' -> {
                    if (i + 2 >= octets.length || !HexFormat.isHexDigit(octets[i + 1]) || !HexFormat.isHexDigit(octets[i + 2])) {
                        return Optional.empty();
                    }
                    octets[length++] = (byte) (HexFormat.fromHexDigit(octets[i + 1]) << 4 | HexFormat.fromHexDigit(octets[i + 2]));
                    i += 2;
                }
                default -> octets[length++] = octets[i];
            }
        }
        return Optional.of(RawText.of(Arrays.copyOf(octets, length)));
    }
}
