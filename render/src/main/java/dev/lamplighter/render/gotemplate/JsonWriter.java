package dev.lamplighter.render.gotemplate;

import dev.lamplighter.render.json.JsonText;
import java.util.List;

/** Writes a value as JSON the way Go's {@code encoding/json} does: keys sorted, {@code < > &} escaped. */
final class JsonWriter {

    /** Lists and maps inside each other. */
    private static final int DEEPEST = 1000;

    private static final double SMALLEST_PLAIN = 1e-6;
    private static final double FIRST_BEYOND_PLAIN = 1e21;

    private final Arguments given;
    private final Output out;
    private final boolean pretty;

    JsonWriter(Arguments given, boolean pretty) {
        this.given = given;
        this.out = given.out();
        this.pretty = pretty;
    }

    String write(Object value) throws Fault {
        value(value, 0);
        return out.toString();
    }

    private void value(Object value, int depth) throws Fault {
        given.meter().spend(1);
        if (depth > DEEPEST) {
            throw given.fault("there are more than " + DEEPEST + " lists and maps inside each other");
        }
        switch (Values.kind(value)) {
            case NIL -> out.add("null");
            case BOOL, INT, BYTE -> out.add(given.text(value));
            case FLOAT -> out.add(number((Double) value));
            case STRING -> text((String) value);
            case LIST -> list((List<?>) value, depth);
            case MAP, STRING_MAP -> map(value, depth);
            case COMPLEX -> throw given.fault("JSON has no complex numbers");
        }
    }

    private void list(List<?> list, int depth) throws Fault {
        out.add('[');
        boolean first = true;
        for (Object element : list) {
            next(first, depth + 1);
            value(element, depth + 1);
            first = false;
        }
        end(first, depth, ']');
    }

    private void map(Object map, int depth) throws Fault {
        out.add('{');
        boolean first = true;
        for (String key : Values.sortedKeys(map, given.meter())) {
            next(first, depth + 1);
            text(key);
            out.add(pretty ? ": " : ":");
            value(Values.entries(map).get(key), depth + 1);
            first = false;
        }
        end(first, depth, '}');
    }

    private void next(boolean first, int depth) throws Fault {
        if (!first) {
            out.add(',');
        }
        if (pretty) {
            out.add('\n').add(' ', 2 * depth);
        }
    }

    private void end(boolean empty, int depth, char bracket) throws Fault {
        if (pretty && !empty) {
            out.add('\n').add(' ', 2 * depth);
        }
        out.add(bracket);
    }

    private void text(String text) throws Fault {
        var json = new StringBuilder(text.length() + 2);
        JsonText.append(json, text);
        out.add(json.toString());
    }

    private static String number(double value) {
        double size = Math.abs(value);
        if (size == 0 || (size >= SMALLEST_PLAIN && size < FIRST_BEYOND_PLAIN)) {
            return FloatText.of(value, 'f', -1);
        }
        String text = FloatText.of(value, 'e', -1);
        int zero = text.length() - 2;
        return text.charAt(zero) == '0' && text.charAt(zero - 1) == '-' ? text.substring(0, zero) + text.substring(zero + 1) : text;
    }
}
