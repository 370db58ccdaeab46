package dev.lamplighter.render.gotemplate;

import dev.lamplighter.render.gotemplate.Values.Kind;
import java.util.List;

/** Writes any value with a verb, as Go's {@code fmt} does; what a verb cannot do becomes {@code %!d(string=hi)} in the text. */
final class Printer {

    /** Lists and maps inside each other. */
    private static final int DEEPEST = 1000;

    /** Where Go shows an address in memory: there is none here. */
    private static final String ADDRESS = "0xc000000000";

    private final Output out;
    private final Format format;

    Printer(Output out) {
        this.out = out;
        this.format = new Format(out);
    }

    Format format() {
        return format;
    }

    /** {@code print}: a blank between two values if neither is a text. */
    void print(Object[] values) throws Fault {
        boolean afterText = true;
        for (Object value : values) {
            boolean text = value instanceof String;
            if (!text && !afterText) {
                out.add(' ');
            }
            value(value, 'v');
            afterText = text;
        }
    }

    /** {@code println}: a blank between all values, and a line feed. */
    void println(Object[] values) throws Fault {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                out.add(' ');
            }
            value(values[i], 'v');
        }
        out.add('\n');
    }

    /** Writes one operand with the flags that are set. */
    void value(Object value, int verb) throws Fault {
        Kind kind = Values.kind(value);
        if (kind == Kind.NIL) {
            if (verb == 'T' || verb == 'v') {
                format.pad("<nil>");
            } else {
                bad(value, verb);
            }
        } else if (verb == 'T') {
            format.text(Values.type(value));
        } else if (verb == 'p' || verb == 'w') {
            pointerOrError(kind, value, verb);
        } else {
            element(value, verb, 0);
        }
    }

    /** {@code %p} works for what has an address; {@code %w} is for errors, which a template never has. */
    private void pointerOrError(Kind kind, Object value, int verb) throws Fault {
        boolean hasAddress = kind == Kind.LIST || kind == Kind.MAP || kind == Kind.STRING_MAP;
        if (verb == 'p' && hasAddress) {
            format.pad(ADDRESS);
        } else {
            bad(value, verb);
        }
    }

    private void element(Object value, int verb, int depth) throws Fault {
        out.meter().spend(1);
        if (depth > DEEPEST) {
            throw new Fault("the data are nested deeper than " + DEEPEST + " levels");
        }
        switch (Values.kind(value)) {
            case NIL -> out.add(format.goSyntax ? "interface {}(nil)" : "<nil>");
            case BOOL -> bool((Boolean) value, verb);
            case INT -> integer(value, (Long) value, verb);
            case BYTE -> integer(value, ((GoByte) value).value(), verb);
            case FLOAT -> floating(value, (Double) value, verb);
            case COMPLEX -> complex((Complex) value, verb);
            case STRING -> text((String) value, verb);
            case LIST -> list((List<?>) value, verb, depth);
            case MAP, STRING_MAP -> map(value, verb, depth);
        }
    }

    private void bool(Boolean value, int verb) throws Fault {
        if (verb == 't' || verb == 'v') {
            format.pad(value.toString());
        } else {
            bad(value, verb);
        }
    }

    private void integer(Object value, long number, int verb) throws Fault {
        switch (verb) {
            case 'v' -> {
                if (format.goSyntax && value instanceof GoByte) {
                    format.prefixedHex(number);
                } else {
                    format.integer(number, 10, false, false);
                }
            }
            case 'd' -> format.integer(number, 10, false, false);
            case 'b' -> format.integer(number, 2, false, false);
            case 'o' -> format.integer(number, 8, false, false);
            case 'O' -> format.integer(number, 8, false, true);
            case 'x' -> format.integer(number, 16, false, false);
            case 'X' -> format.integer(number, 16, true, false);
            case 'c' -> format.character(number);
            case 'q' -> format.quotedCharacter(number);
            case 'U' -> format.unicode(number);
            default -> bad(value, verb);
        }
    }

    private void floating(Object value, double number, int verb) throws Fault {
        switch (verb) {
            case 'v' -> format.floating(number, 'g', -1);
            case 'b', 'g', 'G', 'x', 'X' -> format.floating(number, (char) verb, -1);
            case 'f', 'F' -> format.floating(number, 'f', 6);
            case 'e', 'E' -> format.floating(number, (char) verb, 6);
            default -> bad(value, verb);
        }
    }

    private void complex(Complex value, int verb) throws Fault {
        if ("vbgGxXfFeE".indexOf(verb) < 0) {
            bad(value, verb);
            return;
        }
        boolean plus = format.plus;
        out.add('(');
        floating(value, value.real(), verb);
        format.plus = true;
        floating(value, value.imaginary(), verb);
        out.add("i)");
        format.plus = plus;
    }

    private void text(String value, int verb) throws Fault {
        switch (verb) {
            case 'v' -> {
                if (format.goSyntax) {
                    format.quoted(value);
                } else {
                    format.text(value);
                }
            }
            case 's' -> format.text(value);
            case 'q' -> format.quoted(value);
            case 'x' -> format.hexBytes(value, false);
            case 'X' -> format.hexBytes(value, true);
            default -> bad(value, verb);
        }
    }

    private void list(List<?> list, int verb, int depth) throws Fault {
        out.add(format.goSyntax ? "[]interface {}{" : "[");
        String separator = "";
        for (Object element : list) {
            out.add(separator);
            element(element, verb, depth + 1);
            separator = format.goSyntax ? ", " : " ";
        }
        out.add(format.goSyntax ? '}' : ']');
    }

    private void map(Object map, int verb, int depth) throws Fault {
        var entries = Values.entries(map);
        out.add(format.goSyntax ? Values.type(map) + "{" : "map[");
        String separator = "";
        for (String key : Values.sortedKeys(map, out.meter())) {
            out.add(separator);
            text(key, verb);
            out.add(':');
            element(entries.get(key), verb, depth + 1);
            separator = format.goSyntax ? ", " : " ";
        }
        out.add(format.goSyntax ? '}' : ']');
    }

    private void bad(Object value, int verb) throws Fault {
        out.add("%!").add(Character.toString(GoText.isRaw(verb) ? 0xfffd : verb)).add('(');
        if (value != null) {
            out.add(Values.type(value)).add('=');
            value(value, 'v');
        } else {
            out.add("<nil>");
        }
        out.add(')');
    }
}
