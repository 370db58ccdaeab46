package dev.lamplighter.render.gotemplate;

import java.math.BigInteger;
import java.util.Optional;

/** Numbers as they are written in a template: Go's literals, without a type of their own until they are read. */
final class NumberLiteral {

    private static final BigInteger UNSIGNED_MAX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private NumberLiteral() {}

    /** What a literal means: a value ({@code Long}, {@code Double}, {@link Complex}), or that it fits no {@code int} when it is used. */
    sealed interface Meaning {
        record Value(Object number) implements Meaning {}

        record OverflowsInt() implements Meaning {}
    }

    static Meaning read(String text) throws Quoting.Unreadable {
        if (text.endsWith("i")) {
            Optional<Double> imaginary = decimalOrHex(text.substring(0, text.length() - 1));
            if (imaginary.isPresent()) {
                return new Meaning.Value(new Complex(0, imaginary.get()));
            }
        }
        Optional<BigInteger> integer = integer(text);
        if (integer.isPresent()) {
            return ofInteger(integer.get(), text);
        }
        double number = decimalOrHex(text).orElseThrow(() -> new Quoting.Unreadable("illegal number syntax: " + Quoting.quote(text, '"', false)));
        if (!looksLikeFloat(text)) {
            throw overflow(text);
        }
        return new Meaning.Value(number);
    }

    /** A literal with two parts, such as {@code 1+2i}. */
    static Complex complex(String text) throws Quoting.Unreadable {
        int sign = text.length() - 1;
        while (sign > 0 && !(isSign(text.charAt(sign)) && "eEpP".indexOf(text.charAt(sign - 1)) < 0)) {
            sign--;
        }
        Optional<Double> real = decimalOrHex(text.substring(0, sign));
        Optional<Double> imaginary = decimalOrHex(text.substring(sign, text.length() - 1));
        if (real.isEmpty() || imaginary.isEmpty()) {
            throw new Quoting.Unreadable("illegal number syntax: " + Quoting.quote(text, '"', false));
        }
        return new Complex(real.get(), imaginary.get());
    }

    private static Meaning ofInteger(BigInteger integer, String text) throws Quoting.Unreadable {
        boolean fits = integer.bitLength() < 64;
        if (fits && looksLikeFloat(text) && !isHexadecimal(text)) {
            return new Meaning.Value(integer.doubleValue());
        }
        if (fits) {
            return new Meaning.Value(integer.longValue());
        }
        if (isSign(text.charAt(0)) || integer.compareTo(UNSIGNED_MAX) > 0) {
            throw overflow(text);
        }
        return new Meaning.OverflowsInt();
    }

    private static Quoting.Unreadable overflow(String text) {
        return new Quoting.Unreadable("integer overflow: " + Quoting.quote(text, '"', false));
    }

    private static boolean looksLikeFloat(String text) {
        return text.chars().anyMatch(c -> ".eEpP".indexOf(c) >= 0);
    }

    /** Go looks for {@code 0x} at the very beginning, so that {@code -0x1e} counts as a float for its {@code e}. */
    private static boolean isHexadecimal(String text) {
        return text.length() > 2 && text.charAt(0) == '0' && (text.charAt(1) == 'x' || text.charAt(1) == 'X');
    }

    private static boolean isSign(char c) {
        return c == '+' || c == '-';
    }

    private static Optional<BigInteger> integer(String text) {
        int at = isSign(text.charAt(0)) ? 1 : 0;
        int base = 10;
        if (at + 1 < text.length() && text.charAt(at) == '0') {
            base = switch (text.charAt(at + 1)) {
                case 'x', 'X' -> 16;
                case 'o', 'O' -> 8;
                case 'b', 'B' -> 2;
                default -> 10;
            };
            at += base == 10 ? 0 : 2;
            if (base == 10) {
                base = 8;
                at++;
            }
        }
        String digits = text.substring(at).replace("_", "");
        if (digits.isEmpty() || !underscoresSeparateDigits(text) || !allDigits(digits, base)) {
            return Optional.empty();
        }
        var value = new BigInteger(digits, base);
        return Optional.of(text.charAt(0) == '-' ? value.negate() : value);
    }

    private static boolean allDigits(String text, int base) {
        return text.chars().allMatch(c -> c < 0x80 && Character.digit(c, base) >= 0);
    }

    /** An underscore must stand between two digits, where a prefix like {@code 0x} counts as one. */
    private static boolean underscoresSeparateDigits(String text) {
        if (text.indexOf('_') < 0) {
            return true;
        }
        int at = isSign(text.charAt(0)) ? 1 : 0;
        boolean hexadecimal = false;
        boolean afterDigit = false;
        if (at + 1 < text.length() && text.charAt(at) == '0' && "xXoObB".indexOf(text.charAt(at + 1)) >= 0) {
            hexadecimal = "xX".indexOf(text.charAt(at + 1)) >= 0;
            at += 2;
            afterDigit = true;
        }
        boolean afterUnderscore = false;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean digit = Character.digit(c, hexadecimal ? 16 : 10) >= 0;
            if (c == '_' ? !afterDigit : !digit && afterUnderscore) {
                return false;
            }
            afterUnderscore = c == '_';
            afterDigit = digit;
        }
        return !afterUnderscore;
    }

    /** A floating-point number; empty if it is none or too large for one. */
    private static Optional<Double> decimalOrHex(String text) {
        String plain = text.replace("_", "");
        boolean hexadecimal = plain.regionMatches(true, plain.isEmpty() || !isSign(plain.charAt(0)) ? 0 : 1, "0x", 0, 2);
        boolean exponent = plain.indexOf('p') >= 0 || plain.indexOf('P') >= 0;
        if (!underscoresSeparateDigits(text.isEmpty() ? "_" : text) || hexadecimal != exponent || !plain.chars().allMatch(NumberLiteral::inFloat)) {
            return Optional.empty();
        }
        try {
            double value = Double.parseDouble(plain);
            return Double.isInfinite(value) ? Optional.empty() : Optional.of(value);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Keeps out the suffixes and words that only Java knows. */
    private static boolean inFloat(int c) {
        return (c >= '0' && c <= '9') || "abcdefABCDEFxXpP.+-".indexOf(c) >= 0;
    }
}
