package dev.lamplighter.render.gotemplate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Finite floating-point numbers as text, the way Go's {@code strconv.FormatFloat} writes them. */
public final class FloatText {

    /** No double has more digits after the point, or in all. */
    private static final int MOST_DIGITS = 1100;

    private FloatText() {}

    /**
     * @param verb one of {@code b e E f g G x X}
     * @param precision digits after the point, for {@code g} digits in all; negative for the fewest that read back as the same number
     */
    static String of(double value, char verb, int precision) {
        String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
        double size = Math.abs(value);
        return sign + switch (verb) {
            case 'b' -> binary(size);
            case 'x' -> hexadecimal(size, precision);
            case 'X' -> hexadecimal(size, precision).toUpperCase(Locale.ROOT);
            case 'f' -> plain(precision < 0 ? Digits.shortest(size) : Digits.afterPoint(size, precision), precision);
            case 'e', 'E' -> exponent(precision < 0 ? Digits.shortest(size) : Digits.significant(size, precision + 1), precision, verb);
            default -> general(size, precision, verb == 'G' ? 'E' : 'e');
        };
    }

    /** The shortest text, with an exponent below 1e-4 and from 1e6 on: how a template prints a number. */
    public static String shortest(double value) {
        long whole = (long) value;
        boolean isSmallWhole = whole == value && Math.abs(whole) < 1_000_000 && (whole != 0 || 1 / value > 0);
        return isSmallWhole ? Long.toString(whole) : of(value, 'g', -1);
    }

    /** Decimal digits without zeros at either end; the number is {@code 0.digits × 10^point}. Zero has no digits. */
    private record Digits(String digits, int point) {

        static Digits shortest(double size) {
            if (size == 0) {
                return new Digits("", 0);
            }
            var decimal = new BigDecimal(Double.toString(size)).stripTrailingZeros();
            if (decimal.precision() == 2) {
                var shorter = decimal.round(new MathContext(1, RoundingMode.HALF_EVEN));
                decimal = shorter.doubleValue() == size ? shorter.stripTrailingZeros() : decimal;
            }
            return of(decimal);
        }

        static Digits significant(double size, int count) {
            return of(new BigDecimal(size).round(new MathContext(Math.min(count, MOST_DIGITS), RoundingMode.HALF_EVEN)));
        }

        static Digits afterPoint(double size, int count) {
            return of(new BigDecimal(size).setScale(Math.min(count, MOST_DIGITS), RoundingMode.HALF_EVEN));
        }

        private static Digits of(BigDecimal decimal) {
            if (decimal.signum() == 0) {
                return new Digits("", 0);
            }
            var stripped = decimal.stripTrailingZeros();
            return new Digits(stripped.unscaledValue().toString(), stripped.precision() - stripped.scale());
        }

        int count() {
            return digits.length();
        }

        /** The exponent in scientific notation. */
        int exponent() {
            return digits.isEmpty() ? 0 : point - 1;
        }

        char at(int index) {
            return index >= 0 && index < digits.length() ? digits.charAt(index) : '0';
        }
    }

    private static String general(double size, int precision, char letter) {
        boolean shortest = precision < 0;
        Digits digits = shortest ? Digits.shortest(size) : Digits.significant(size, Math.max(precision, 1));
        int significant = Math.max(precision, 1);
        int threshold = shortest ? 6 : significant > digits.count() && digits.count() >= digits.point() ? digits.count() : significant;
        int exponent = digits.point() - 1;
        if (exponent < -4 || exponent >= threshold) {
            return exponent(digits, Math.max((shortest ? digits.count() : Math.min(significant, digits.count())) - 1, 0), letter);
        }
        return plain(digits, Math.max(digits.count() - digits.point(), 0));
    }

    private static String exponent(Digits digits, int precision, char letter) {
        int fraction = precision < 0 ? Math.max(digits.count() - 1, 0) : precision;
        var text = new StringBuilder().append(digits.at(0));
        if (fraction > 0) {
            text.append('.');
            append(text, digits, 1, fraction);
        }
        return power(text.append(letter), digits.exponent());
    }

    private static String plain(Digits digits, int precision) {
        int fraction = precision < 0 ? Math.max(digits.count() - digits.point(), 0) : precision;
        var text = new StringBuilder();
        if (digits.point() > 0) {
            append(text, digits, 0, digits.point());
        } else {
            text.append('0');
        }
        if (fraction > 0) {
            text.append('.');
            append(text, digits, digits.point(), fraction);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Digits digits, int from, int count) {
        int known = Math.clamp(digits.count() - (long) from, 0, count);
        for (int i = 0; i < known; i++) {
            text.append(digits.at(from + i));
        }
        text.repeat('0', count - known);
    }

    /** An exponent with its sign and at least two digits. */
    private static String power(StringBuilder text, int exponent) {
        text.append(exponent < 0 ? '-' : '+');
        int size = Math.abs(exponent);
        return (size < 10 ? text.append('0') : text).append(size).toString();
    }

    private static String binary(double size) {
        long bits = Double.doubleToRawLongBits(size);
        int exponent = (int) (bits >>> 52);
        long mantissa = bits & (1L << 52) - 1;
        if (exponent == 0) {
            exponent = 1;
        } else {
            mantissa |= 1L << 52;
        }
        int power = exponent - 1075;
        return mantissa + "p" + (power < 0 ? "" : "+") + power;
    }

    /** {@code 0x1.8p+01}: one bit before the point, unless the number is zero. */
    private static String hexadecimal(double size, int precision) {
        long bits = Double.doubleToRawLongBits(size);
        int exponent = (int) (bits >>> 52) - 1023;
        long mantissa = (bits & (1L << 52) - 1) << 8;
        if (size == 0) {
            exponent = 0;
        } else if (exponent == -1023) {
            exponent++;
            while ((mantissa & 1L << 60) == 0) {
                mantissa <<= 1;
                exponent--;
            }
        } else {
            mantissa |= 1L << 60;
        }
        if (precision >= 0 && precision < 15) {
            int kept = 60 - precision * 4;
            long rest = mantissa & (1L << kept) - 1;
            long rounded = mantissa >>> kept;
            long half = 1L << (kept - 1);
            if (rest > half || (rest == half && (rounded & 1) == 1)) {
                rounded++;
            }
            mantissa = rounded << kept;
            if ((mantissa & 1L << 61) != 0) {
                mantissa >>>= 1;
                exponent++;
            }
        }
        var text = new StringBuilder("0x").append(mantissa >>> 60);
        long fraction = mantissa << 4;
        int digits = precision < 0 ? (64 - Long.numberOfTrailingZeros(fraction) + 3) / 4 : precision;
        if (fraction == 0 && precision < 0) {
            digits = 0;
        }
        if (digits > 0) {
            text.append('.');
            for (int i = 0; i < Math.min(digits, 16); i++) {
                text.append(Character.forDigit((int) (fraction >>> 60), 16));
                fraction <<= 4;
            }
            text.repeat('0', Math.max(digits - 16, 0));
        }
        return power(text.append('p'), exponent);
    }
}
