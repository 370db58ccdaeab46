package dev.lamplighter.render.butane;

import dev.lamplighter.render.butane.YamlNode.Scalar;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** What a scalar is by itself, before it is known what is wanted; and what it is if a number or a truth value is wanted. */
enum ScalarType {
    NULL("!!null"),
    BOOL("!!bool"),
    INT("!!int"),
    FLOAT("!!float"),
    TEXT("!!str"),
    BINARY("!!binary");

    private static final String STANDARD = "tag:yaml.org,2002:";
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
    private static final Set<String> YES = Set.of("y", "Y", "yes", "Yes", "YES", "on", "On", "ON");
    private static final Set<String> NO = Set.of("n", "N", "no", "No", "NO", "off", "Off", "OFF");
    private static final Set<String> NOT_FINITE = Set.of(".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf",
            "-.INF");
    private static final Pattern FLOATING = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern WHOLE = Pattern.compile("([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|([1-9][0-9]*|0))");

    private final String tag;

    ScalarType(String tag) {
        this.tag = tag;
    }

    /** As messages name it. */
    String tag() {
        return tag;
    }

    static ScalarType of(Scalar scalar) {
        if (scalar.tag().startsWith(STANDARD)) {
            String name = scalar.tag().substring(STANDARD.length());
            return switch (name) {
                case "null" -> NULL;
                case "binary" -> BINARY;
                case "str" -> TEXT;
                default -> ofText(scalar.text());
            };
        }
        return scalar.plain() && scalar.tag().isEmpty() ? ofText(scalar.text()) : TEXT;
    }

    private static ScalarType ofText(String text) {
        if (NULLS.contains(text)) {
            return NULL;
        }
        if (TRUE.contains(text) || FALSE.contains(text)) {
            return BOOL;
        }
        String digits = text.replace("_", "");
        boolean numeric = !text.isEmpty() && "+-.0123456789".indexOf(text.charAt(0)) >= 0;
        if (numeric && WHOLE.matcher(digits).matches()) {
            return digits.length() < 19 || whole(digits).isPresent() ? INT : FLOAT;
        }
        return NOT_FINITE.contains(text) || (numeric && FLOATING.matcher(digits).matches()) ? FLOAT : TEXT;
    }

    /** The truth value that a scalar stands for; {@code yes} and its like also in quotes. */
    static Optional<Boolean> flag(Scalar scalar) {
        ScalarType type = of(scalar);
        String text = scalar.text();
        if (type == BOOL) {
            return Optional.of(TRUE.contains(text));
        }
        if (type != TEXT) {
            return Optional.empty();
        }
        return YES.contains(text) ? Optional.of(true) : NO.contains(text) ? Optional.of(false) : Optional.empty();
    }

    /** The number that a scalar stands for, in 64 bits; what is behind a point is cut off. */
    static OptionalLong whole(Scalar scalar) {
        String digits = scalar.text().replace("_", "");
        return switch (of(scalar)) {
            case INT -> whole(digits);
            case FLOAT -> truncated(digits);
            case NULL, BOOL, TEXT, BINARY -> OptionalLong.empty();
        };
    }

    private static OptionalLong whole(String digits) {
        var matcher = WHOLE.matcher(digits);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        int[] radix = {16, 2, 8, 10};
        for (int group = 2; group <= 5; group++) {
            if (matcher.group(group) != null) {
                try {
                    return OptionalLong.of(Long.parseLong(matcher.group(1) + matcher.group(group), radix[group - 2]));
                } catch (NumberFormatException e) {
                    return OptionalLong.empty();
                }
            }
        }
        return OptionalLong.empty();
    }

    private static OptionalLong truncated(String digits) {
        if (!FLOATING.matcher(digits).matches()) {
            return OptionalLong.empty();
        }
        double value = Double.parseDouble(digits);
        return Math.abs(value) < 0x1p63 ? OptionalLong.of((long) value) : OptionalLong.empty();
    }
}
