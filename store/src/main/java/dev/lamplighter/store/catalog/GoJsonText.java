package dev.lamplighter.store.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads JSON strings as Go does: each octet that is not UTF-8 and each lone surrogate becomes U+FFFD, control characters are refused. */
final class GoJsonText {

    private static final char REPLACEMENT = '\uFFFD';

    private final byte[] text;
    private int at;

    GoJsonText(byte[] text) {
        this.text = text;
    }

    /** Where the string that was read last has ended, after its quote. */
    int end() {
        return at;
    }

    /** Reads the string whose quote is at {@code from}. */
    String read(int from) throws BadJson {
        at = from + 1;
        int plain = at;
        while (plain < text.length && text[plain] != '"' && text[plain] != '\\' && text[plain] >= ' ') {
            plain++;
        }
        if (plain < text.length && text[plain] == '"') {
            String value = SharedText.of(text, at, plain - at);
            at = plain + 1;
            return value;
        }
        var value = new StringBuilder();
        while (true) {
            if (at >= text.length) {
                throw new BadJson(text, at, "the text ends inside a string");
            }
            byte octet = text[at];
            if (octet == '"') {
                at++;
                return value.toString();
            }
            if (octet == '\\') {
                escape(value);
            } else if (octet >= 0 && octet < ' ') {
                throw new BadJson(text, at, "a control character must be written as \\u%04x".formatted(octet));
            } else {
                character(value);
            }
        }
    }

    private void escape(StringBuilder into) throws BadJson {
        if (at + 1 >= text.length) {
            throw new BadJson(text, at, "the text ends inside a string");
        }
        if (text[at + 1] == 'u') {
            unicode(into);
            return;
        }
        into.append(switch (text[at + 1]) {
            case '"' -> '"';
            case '\\' -> '\\';
            case '/' -> '/';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> throw new BadJson(text, at, "no such escape in a string");
        });
        at += 2;
    }

    private void unicode(StringBuilder into) throws BadJson {
        char unit = unit(at);
        at += 6;
        if (!Character.isSurrogate(unit)) {
            into.append(unit);
        } else if (Character.isHighSurrogate(unit) && at + 1 < text.length && text[at] == '\\' && text[at + 1] == 'u'
                && Character.isLowSurrogate(unit(at))) {
            into.append(unit).append(unit(at));
            at += 6;
        } else {
            into.append(REPLACEMENT);
        }
    }

    private char unit(int from) throws BadJson {
        int value = 0;
        for (int i = from + 2; i < from + 6; i++) {
            int digit = i < text.length ? Character.digit(text[i], 16) : -1;
            if (digit < 0) {
                throw new BadJson(text, from, "\\u needs four hexadecimal digits");
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }

    private void character(StringBuilder into) {
        int length = Utf8.lengthAt(text, at);
        if (length == 0) {
            into.append(REPLACEMENT);
            at++;
        } else {
            into.append(new String(text, at, length, UTF_8));
            at += length;
        }
    }
}
