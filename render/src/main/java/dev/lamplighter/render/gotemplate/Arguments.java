package dev.lamplighter.render.gotemplate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What an extended function was called with, each value as the function needs it. */
final class Arguments {

    /** Lists that functions make are no longer than this. */
    private static final int MOST_ELEMENTS = 100_000;

    private static final double FIRST_BEYOND_LONG = 0x1p63;

    private final String function;
    private final Object[] values;
    private final Output blank;

    Arguments(String function, Object[] values, Output blank) {
        this.function = function;
        this.values = values;
        this.blank = blank;
    }

    int count() {
        return values.length;
    }

    /** The value as it is. */
    Object value(int index) {
        return values[index];
    }

    /** The values from {@code from} on. */
    List<Object> from(int from) {
        var rest = new ArrayList<Object>(values.length - from);
        for (int i = from; i < values.length; i++) {
            rest.add(values[i]);
        }
        return rest;
    }

    Meter meter() {
        return blank.meter();
    }

    /** An empty text to write the result into. */
    Output out() {
        return blank.another();
    }

    /** A text, or a number or truth value as it is printed. Counts the cost of going through it. */
    String text(int index) throws Fault {
        return text(values[index]);
    }

    String text(Object value) throws Fault {
        return switch (Values.kind(value)) {
            case STRING -> {
                meter().spendOnText(((String) value).length());
                yield (String) value;
            }
            case BOOL, INT, BYTE, FLOAT, COMPLEX -> {
                Output out = out();
                new Printer(out).value(value, 'v');
                yield out.toString();
            }
            case NIL, LIST, MAP, STRING_MAP -> throw wrong(value, "a text");
        };
    }

    /** A whole number: an integer, the whole part of a number, or a text of digits. */
    long whole(int index) throws Fault {
        return switch (values[index]) {
            case Long number -> number;
            case GoByte octet -> octet.value();
            case Double number when Math.abs(number) < FIRST_BEYOND_LONG -> number.longValue();
            case String digits -> parsed(digits);
            case null, default -> throw wrong(values[index], "a number");
        };
    }

    private long parsed(String digits) throws Fault {
        try {
            return Long.parseLong(digits.strip());
        } catch (NumberFormatException none) {
            throw wrong(digits, "a number");
        }
    }

    List<?> list(int index) throws Fault {
        if (values[index] instanceof List<?> list) {
            meter().spend(list.size());
            return list;
        }
        throw wrong(values[index], "a list");
    }

    /** A map of either type. */
    Object map(int index) throws Fault {
        return switch (Values.kind(values[index])) {
            case MAP, STRING_MAP -> values[index];
            case NIL, BOOL, INT, BYTE, FLOAT, COMPLEX, STRING, LIST -> throw wrong(values[index], "a map");
        };
    }

    /** A list for the result. */
    List<Object> made(List<?> elements) throws Fault {
        notTooMany(elements.size());
        meter().spend(elements.size());
        return Collections.unmodifiableList(new ArrayList<>(elements));
    }

    void notTooMany(int elements) throws Fault {
        if (elements > MOST_ELEMENTS) {
            throw fault("makes a list of more than " + MOST_ELEMENTS + " elements");
        }
    }

    Fault fault(String problem) {
        return new Fault("error calling " + function + ": " + problem);
    }

    private Fault wrong(Object value, String wanted) throws Fault {
        return fault((value instanceof String text ? Quoting.quote(shortened(text), '"', false) : value == null ? "nil" : "a " + Values.type(value)) + " is not " + wanted);
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
