package dev.lamplighter.render.gotemplate;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What the values of a template are to Go. Nil is Java's null here, as in decoded JSON. */
final class Values {

    private Values() {}

    /** Go's kinds, as far as a template can meet them. */
    enum Kind { NIL, BOOL, INT, BYTE, FLOAT, COMPLEX, STRING, LIST, MAP, STRING_MAP }

    static Kind kind(Object value) throws Fault {
        return switch (value) {
            case null -> Kind.NIL;
            case String _ -> Kind.STRING;
            case Double _ -> Kind.FLOAT;
            case Boolean _ -> Kind.BOOL;
            case Long _ -> Kind.INT;
            case Map<?, ?> _ -> Kind.MAP;
            case List<?> _ -> Kind.LIST;
            case StringMap _ -> Kind.STRING_MAP;
            case GoByte _ -> Kind.BYTE;
            case Complex _ -> Kind.COMPLEX;
            default -> throw new Fault("the data hold a " + value.getClass().getName() + ", which JSON cannot be decoded to");
        };
    }

    /** Go's name of the type. */
    static String type(Object value) throws Fault {
        return switch (kind(value)) {
            case NIL -> "<nil>";
            case BOOL -> "bool";
            case INT -> "int";
            case BYTE -> "uint8";
            case FLOAT -> "float64";
            case COMPLEX -> "complex128";
            case STRING -> "string";
            case LIST -> "[]interface {}";
            case MAP -> "map[string]interface {}";
            case STRING_MAP -> "map[string]string";
        };
    }

    /** Empty things and zeros are false. */
    static boolean truth(Object value) throws Fault {
        return switch (kind(value)) {
            case NIL -> false;
            case BOOL -> (Boolean) value;
            case INT -> (Long) value != 0;
            case BYTE -> ((GoByte) value).value() != 0;
            case FLOAT -> (Double) value != 0;
            case COMPLEX -> ((Complex) value).real() != 0 || ((Complex) value).imaginary() != 0;
            case STRING -> !((String) value).isEmpty();
            case LIST -> !((List<?>) value).isEmpty();
            case MAP, STRING_MAP -> !entries(value).isEmpty();
        };
    }

    /** The entries of a value that is a map of either type. */
    static Map<?, ?> entries(Object map) {
        return map instanceof StringMap strings ? strings.entries() : (Map<?, ?>) map;
    }

    /** The keys of a map in Go's order. */
    static String[] sortedKeys(Object map, Meter meter) throws Fault {
        var keys = entries(map).keySet();
        meter.spend(keys.size());
        String[] sorted = new String[keys.size()];
        int count = 0;
        for (Object key : keys) {
            if (!(key instanceof String name)) {
                throw new Fault("the data hold a map whose keys are not texts");
            }
            sorted[count++] = name;
        }
        Arrays.sort(sorted, GoText::compare);
        return sorted;
    }
}
