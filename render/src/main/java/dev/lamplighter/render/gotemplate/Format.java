package dev.lamplighter.render.gotemplate;

/** The flags, width and precision of one verb, and how simple values are written with them (Go's package {@code fmt}). */
final class Format {

    private static final String LOWER = "0123456789abcdefx";
    private static final String UPPER = "0123456789ABCDEFX";

    private final Output out;
    boolean plus;
    boolean minus;
    boolean sharp;
    boolean space;
    boolean zero;
    /** {@code %#v}: as in Go's source. */
    boolean goSyntax;
    /** Negative if there is none. */
    int width;
    /** Negative if there is none. */
    int precision;

    Format(Output out) {
        this.out = out;
        clear();
    }

    void clear() {
        plus = false;
        minus = false;
        sharp = false;
        space = false;
        zero = false;
        goSyntax = false;
        width = -1;
        precision = -1;
    }

    Output out() {
        return out;
    }

    /** Writes {@code text} filled up to the width; bytes that are no characters count one each. */
    void pad(String text) throws Fault {
        int missing = width <= 0 ? 0 : width - text.codePointCount(0, text.length());
        if (minus) {
            out.add(text);
            fill(missing);
        } else {
            fill(missing);
            out.add(text);
        }
    }

    private void fill(int count) throws Fault {
        out.add(zero && !minus ? '0' : ' ', count);
    }

    private void padWithBlanks(String text) throws Fault {
        boolean before = zero;
        zero = false;
        pad(text);
        zero = before;
    }

    void text(String text) throws Fault {
        pad(truncated(text));
    }

    void quoted(String text) throws Fault {
        String part = truncated(text);
        pad(sharp && Quoting.canBackquote(part) ? "`" + part + "`" : Quoting.quote(part, '"', plus));
    }

    private String truncated(String text) {
        return precision < 0 || text.codePointCount(0, text.length()) <= precision
                ? text : text.substring(0, text.offsetByCodePoints(0, precision));
    }

    /** The bytes of a text in hexadecimal. */
    void hexBytes(String text, boolean upper) throws Fault {
        byte[] bytes = GoText.toBytes(text);
        int length = precision >= 0 && precision < bytes.length ? precision : bytes.length;
        String digits = upper ? UPPER : LOWER;
        var hex = new StringBuilder(length * 2 + 2);
        for (int i = 0; i < length; i++) {
            if (space && i > 0) {
                hex.append(' ');
            }
            if (sharp && (space || i == 0)) {
                hex.append('0').append(digits.charAt(16));
            }
            hex.append(digits.charAt(bytes[i] >> 4 & 15)).append(digits.charAt(bytes[i] & 15));
        }
        pad(hex.toString());
    }

    void character(long point) throws Fault {
        pad(Character.toString(rune(point)));
    }

    void quotedCharacter(long point) throws Fault {
        pad(Quoting.quote(Character.toString(rune(point)), '\'', plus));
    }

    private static int rune(long point) {
        return Unicode.isValid(point) ? (int) point : 0xfffd;
    }

    /** {@code U+0041}, with {@code #} also the character. */
    void unicode(long point) throws Fault {
        String digits = Long.toHexString(point).toUpperCase(java.util.Locale.ROOT);
        var text = new StringBuilder("U+");
        zeros(text, Math.max(precision, 4) - digits.length());
        text.append(digits);
        if (sharp && Unicode.isValid(point) && Unicode.isPrint((int) point)) {
            text.append(" '").appendCodePoint((int) point).append('\'');
        }
        padWithBlanks(text.toString());
    }

    /**
     * Writes a whole number.
     *
     * @param octalPrefix the verb is {@code %O}
     */
    void integer(long value, int base, boolean upper, boolean octalPrefix) throws Fault {
        boolean negative = value < 0;
        if (precision == 0 && value == 0) {
            padWithBlanks("");
            return;
        }
        String digits = Long.toUnsignedString(negative ? -value : value, base);
        int wanted = precision >= 0 ? precision : zero && !minus && width >= 0 ? width - (negative || plus || space ? 1 : 0) : 0;
        var text = new StringBuilder();
        if (negative) {
            text.append('-');
        } else if (plus) {
            text.append('+');
        } else if (space) {
            text.append(' ');
        }
        if (octalPrefix) {
            text.append("0o");
        }
        boolean leadingZero = wanted > digits.length() || digits.charAt(0) == '0';
        if (sharp) {
            text.append(base == 2 ? "0b" : base == 16 ? upper ? "0X" : "0x" : base == 8 && !leadingZero ? "0" : "");
        }
        zeros(text, wanted - digits.length());
        text.append(upper ? digits.toUpperCase(java.util.Locale.ROOT) : digits);
        padWithBlanks(text.toString());
    }

    private void zeros(StringBuilder text, int count) throws Fault {
        if (count > 0) {
            out.meter().spendOnText(count);
            text.repeat('0', count);
        }
    }

    /** {@code 0x1f}: how {@code %#v} shows a byte. */
    void prefixedHex(long value) throws Fault {
        boolean before = sharp;
        sharp = true;
        integer(value, 16, false, false);
        sharp = before;
    }

    /**
     * Writes a floating-point number.
     *
     * @param verb one of {@code b e E f g G x X}
     * @param usual the precision if none is given; negative for the shortest text that reads back as the same number
     */
    void floating(double value, char verb, int usual) throws Fault {
        int digits = precision >= 0 ? precision : usual;
        out.meter().spendOnText(digits);
        String text = verb == 'g' && digits < 0 ? FloatText.shortest(value) : FloatText.of(value, verb, digits);
        char sign = '+';
        if (text.charAt(0) == '-') {
            sign = '-';
            text = text.substring(1);
        }
        if (sharp && verb != 'b') {
            text = withPoint(text, verb, digits);
        }
        if (space && sign == '+' && !plus) {
            sign = ' ';
        }
        boolean signed = plus || sign != '+';
        if (signed && zero && !minus && width > text.length() + 1) {
            out.add(sign).add('0', width - text.length() - 1).add(text);
        } else {
            pad(signed ? sign + text : text);
        }
    }

    /** {@code #} keeps the decimal point, and for {@code %g} and {@code %x} the zeros at the end. */
    private static String withPoint(String text, char verb, int precision) {
        int digits = verb == 'g' || verb == 'G' || verb == 'x' ? precision < 0 ? 6 : precision : 0;
        int tail = exponent(text, verb);
        var number = new StringBuilder(text.substring(0, tail));
        boolean point = false;
        boolean significant = false;
        for (int i = 0; i < tail; i++) {
            char c = text.charAt(i);
            point |= c == '.';
            significant |= c != '.' && c != '0';
            digits -= c != '.' && significant ? 1 : 0;
        }
        if (!point) {
            digits -= number.toString().equals("0") ? 1 : 0;
            number.append('.');
        }
        number.repeat('0', Math.max(digits, 0));
        return number.append(text, tail, text.length()).toString();
    }

    private static int exponent(String text, char verb) {
        boolean hexadecimal = verb == 'x' || verb == 'X';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (hexadecimal ? c == 'p' || c == 'P' : c == 'e' || c == 'E') {
                return i;
            }
        }
        return text.length();
    }
}
