package dev.lamplighter.model.event;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HexFormat;

/** Writes one flat JSON object in printable ASCII, member by member. A surrogate without its other half becomes U+FFFD. */
final class JsonLine {

    private static final HexFormat HEX = HexFormat.of();

    private final StringBuilder text = new StringBuilder(384).append('{');

    JsonLine put(String key, String value) {
        key(key);
        quote(value);
        return this;
    }

    JsonLine put(String key, long value) {
        key(key);
        text.append(value);
        return this;
    }

    JsonLine put(String key, boolean value) {
        key(key);
        text.append(value);
        return this;
    }

    /** Writes milliseconds with three decimals. */
    JsonLine put(String key, Duration value) {
        key(key);
        text.append(BigDecimal.valueOf(value.toNanos() / 1000, 3).toPlainString());
        return this;
    }

    /** Ends the object. */
    String close() {
        return text.append('}').toString();
    }

    private void key(String key) {
        if (text.length() > 1) {
            text.append(',');
        }
        quote(key);
        text.append(':');
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c >= ' ' && c <= '~') {
                text.append(c);
            } else if (Character.isHighSurrogate(c) && i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1))) {
                escape(c);
                escape(value.charAt(++i));
            } else {
                escape(Character.isSurrogate(c) ? '\ufffd' : c);
            }
        }
        text.append('"');
    }

    private void escape(char c) {
        text.append("\\u").append(HEX.toHexDigits((short) c));
    }
}
