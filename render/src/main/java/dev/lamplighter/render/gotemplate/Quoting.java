package dev.lamplighter.render.gotemplate;

/** Go's quoted texts and characters, written and read. */
final class Quoting {

    private static final String NAMED = "abfnrtv";
    private static final String VALUES = "\u0007\b\f\n\r\t\u000b";

    private Quoting() {}

    /** A text is not a quoted text or character constant of Go. */
    static final class Unreadable extends Exception {
        Unreadable(String message) {
            super(message, null, false, false);
        }
    }

    /** {@code text} between {@code quote} characters; with {@code ascii}, what is beyond ASCII is escaped too. */
    static String quote(String text, char quote, boolean ascii) {
        var quoted = new StringBuilder(text.length() + 2).append(quote);
        for (int i = 0; i < text.length();) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            escape(quoted, point, quote, ascii);
        }
        return quoted.append(quote).toString();
    }

    private static void escape(StringBuilder quoted, int point, char quote, boolean ascii) {
        if (GoText.isRaw(point)) {
            hex(quoted.append("\\x"), GoText.rawByte(point), 2);
        } else if (point == quote || point == '\\') {
            quoted.append('\\').append((char) point);
        } else if ((point < 0x7f && point >= ' ') || (!ascii && Unicode.isPrint(point))) {
            quoted.appendCodePoint(point);
        } else if (point < 0x80 && VALUES.indexOf(point) >= 0) {
            quoted.append('\\').append(NAMED.charAt(VALUES.indexOf(point)));
        } else if (point < 0x80) {
            hex(quoted.append("\\x"), point, 2);
        } else if (!Unicode.isValid(point)) {
            quoted.append("\\ufffd");
        } else if (point < 0x10000) {
            hex(quoted.append("\\u"), point, 4);
        } else {
            hex(quoted.append("\\U"), point, 8);
        }
    }

    private static void hex(StringBuilder text, int value, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            text.append(Character.forDigit(value >> shift & 15, 16));
        }
    }

    /** Whether {@code text} can stand between back quotes on one line. */
    static boolean canBackquote(String text) {
        for (int i = 0; i < text.length();) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if ((point < ' ' && point != '\t') || point == '`' || point == 0x7f || point == 0xfeff || point == 0xfffd || GoText.isRaw(point)) {
                return false;
            }
        }
        return true;
    }

    /** The text that a literal stands for, whichever of the two quotes it has. */
    static String unquote(String literal) throws Unreadable {
        String inner = literal.substring(1, literal.length() - 1);
        if (literal.charAt(0) == '`') {
            return inner.replace("\r", "");
        }
        if (inner.indexOf('\\') < 0) {
            return inner;
        }
        var reader = new Reader(inner, '"');
        var text = new StringBuilder(inner.length());
        while (!reader.atEnd()) {
            text.appendCodePoint(reader.next());
        }
        return GoText.joined(text.toString());
    }

    /** The code point that a character constant stands for. */
    static int character(String literal) throws Unreadable {
        var reader = new Reader(literal.substring(1, literal.length() - 1), '\'');
        if (reader.atEnd()) {
            throw new Unreadable("invalid syntax");
        }
        int point = reader.next();
        if (!reader.atEnd()) {
            throw new Unreadable("malformed character constant: " + literal);
        }
        return GoText.isRaw(point) ? GoText.rawByte(point) : point;
    }

    /** Reads one character after the other, escapes resolved. */
    private static final class Reader {

        private final String text;
        private final char quote;
        private int at;

        Reader(String text, char quote) {
            this.text = text;
            this.quote = quote;
        }

        boolean atEnd() {
            return at == text.length();
        }

        int next() throws Unreadable {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            if (point == quote) {
                throw new Unreadable("invalid syntax");
            }
            return point == '\\' ? escaped() : point;
        }

        private int escaped() throws Unreadable {
            if (atEnd()) {
                throw new Unreadable("invalid syntax");
            }
            char c = text.charAt(at++);
            return switch (c) {
                case 'x' -> octet(digits(2, 16));
                case 'u' -> valid(digits(4, 16));
                case 'U' -> valid(digits(8, 16));
                case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                    at--;
                    yield octet(digits(3, 8));
                }
                case '\\' -> c;
                default -> {
                    if (c == quote) {
                        yield c;
                    }
                    int named = NAMED.indexOf(c);
                    if (named < 0) {
                        throw new Unreadable("invalid syntax");
                    }
                    yield VALUES.charAt(named);
                }
            };
        }

        private long digits(int count, int base) throws Unreadable {
            long value = 0;
            for (int i = 0; i < count; i++) {
                int digit = atEnd() || text.charAt(at) >= 0x80 ? -1 : Character.digit(text.charAt(at), base);
                if (digit < 0) {
                    throw new Unreadable("invalid syntax");
                }
                value = value * base + digit;
                at++;
            }
            return value;
        }

        private static int octet(long value) throws Unreadable {
            if (value > 255) {
                throw new Unreadable("invalid syntax");
            }
            return value < 0x80 ? (int) value : 0xdc00 + (int) value;
        }

        private static int valid(long value) throws Unreadable {
            if (!Unicode.isValid(value)) {
                throw new Unreadable("invalid syntax");
            }
            return (int) value;
        }
    }
}
