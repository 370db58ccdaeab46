package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Writes JSON as Go's {@code encoding/json} does: the keys of maps in the order of their octets, {@code <>&} and the line separators escaped,
 * numbers as floats of 64 bits. Uses no stack, however deep the values are nested.
 */
final class GoJsonWriter {

    /** An object whose members keep their order. */
    record Fields(SequencedMap<String, Object> members) {}

    /** A container that is being written. */
    private record Open(char end, boolean object, Iterator<?> rest) {}

    private final boolean indented;
    private final StringBuilder out = new StringBuilder(256);
    private final ArrayDeque<Open> open = new ArrayDeque<>();

    /** Where the text ended when a container was opened last. */
    private int justOpened = -1;

    private GoJsonWriter(boolean indented) {
        this.indented = indented;
    }

    /** With a tab for each level and no newline at the end. */
    static Bytes indented(Object value) {
        return Bytes.utf8(new GoJsonWriter(true).write(value));
    }

    /** Without any blank. */
    static String compact(Object value) {
        return new GoJsonWriter(false).write(value);
    }

    private String write(Object value) {
        begin(value);
        while (!open.isEmpty()) {
            Open now = open.element();
            if (!now.rest().hasNext()) {
                open.remove();
                line();
                out.append(now.end());
                continue;
            }
            if (justOpened != out.length()) {
                out.append(',');
            }
            line();
            Object next = now.rest().next();
            if (now.object()) {
                var member = (Map.Entry<?, ?>) next;
                text(member.getKey().toString());
                out.append(indented ? ": " : ":");
                begin(member.getValue());
            } else {
                begin(next);
            }
        }
        return out.toString();
    }

    private void begin(Object value) {
        switch (value) {
            case null -> out.append("null");
            case String string -> text(string);
            case Boolean yes -> out.append(yes.booleanValue());
            case Number number -> number(number.doubleValue());
            case Fields(SequencedMap<String, Object> members) -> open('{', '}', true, List.copyOf(members.entrySet()));
            case Map<?, ?> map -> {
                var sorted = new ArrayList<Map.Entry<?, ?>>(map.entrySet());
                sorted.sort((a, b) -> Utf8Order.ASCENDING.compare(a.getKey().toString(), b.getKey().toString()));
                open('{', '}', true, sorted);
            }
            case Iterable<?> list -> {
                var elements = new ArrayList<Object>();
                list.forEach(elements::add);
                open('[', ']', false, elements);
            }
            default -> text(value.toString());
        }
    }

    private void open(char begin, char end, boolean object, List<?> all) {
        out.append(begin);
        if (all.isEmpty()) {
            out.append(end);
        } else {
            justOpened = out.length();
            open.push(new Open(end, object, all.iterator()));
        }
    }

    private void line() {
        if (indented) {
            out.append('\n').repeat("\t", open.size());
        }
    }

    /** The shortest digits that mean this number; with an exponent below 1e-6 and from 1e21 on, as in JavaScript. */
    private void number(double number) {
        double size = Math.abs(number);
        if (number == Math.rint(number) && size < 1e15) {
            out.append(1 / number < 0 && number == 0 ? "-0" : Long.toString((long) number));
            return;
        }
        var digits = shortest(number);
        if (size >= 1e-6 && size < 1e21) {
            out.append(digits.toPlainString());
            return;
        }
        String unscaled = digits.unscaledValue().abs().toString();
        int exponent = unscaled.length() - 1 - digits.scale();
        out.append(number < 0 ? "-" : "").append(unscaled.charAt(0));
        if (unscaled.length() > 1) {
            out.append('.').append(unscaled, 1, unscaled.length());
        }
        out.append('e').append(exponent < 0 ? '-' : '+').append(Math.abs(exponent));
    }

    /** Java's shortest digits are two at least, which is one too many for a few numbers next to zero. */
    private static BigDecimal shortest(double number) {
        var digits = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        var fewer = digits.precision() == 2 ? digits.round(new MathContext(1)) : digits;
        return fewer.doubleValue() == number ? fewer.stripTrailingZeros() : digits;
    }

    private void text(String string) {
        out.append('"');
        if (isPlain(string)) {
            out.append(string).append('"');
            return;
        }
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
                        escape(c);
                    } else if (Character.isHighSurrogate(c) && i + 1 < string.length() && Character.isLowSurrogate(string.charAt(i + 1))) {
                        out.append(c).append(string.charAt(++i));
                    } else if (Character.isSurrogate(c)) {
                        escape('\uFFFD');
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** Whether nothing in it is escaped. */
    private static boolean isPlain(String string) {
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&') {
                return false;
            }
        }
        return true;
    }

    private void escape(char c) {
        out.append("\\u").append(Character.forDigit(c >> 12, 16)).append(Character.forDigit(c >> 8 & 15, 16))
                .append(Character.forDigit(c >> 4 & 15, 16)).append(Character.forDigit(c & 15, 16));
    }
}
