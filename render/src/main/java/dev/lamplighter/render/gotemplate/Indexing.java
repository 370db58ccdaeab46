package dev.lamplighter.render.gotemplate;

import dev.lamplighter.render.gotemplate.Values.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** {@code len}, {@code index} and {@code slice}; texts count in bytes of UTF-8. */
final class Indexing {

    private Indexing() {}

    static long length(Object value, Meter meter) throws Fault {
        return switch (Values.kind(value)) {
            case STRING -> bytes((String) value, meter);
            case LIST -> ((List<?>) value).size();
            case MAP, STRING_MAP -> Values.entries(value).size();
            case NIL, BOOL, INT, BYTE, FLOAT, COMPLEX -> throw new Fault("error calling len: len of type " + Values.type(value));
        };
    }

    private static int bytes(String text, Meter meter) throws Fault {
        meter.spendOnText(text.length());
        return GoText.length(text);
    }

    /** The element that the arguments after the first lead to, one after the other. */
    static Object index(Object[] arguments, Meter meter) throws Fault {
        Object item = arguments[0];
        if (item == null) {
            throw new Fault("error calling index: index of untyped nil");
        }
        for (int i = 1; i < arguments.length; i++) {
            item = element(item, arguments[i], meter);
        }
        return item;
    }

    private static Object element(Object item, Object index, Meter meter) throws Fault {
        return switch (Values.kind(item)) {
            case LIST -> {
                var list = (List<?>) item;
                yield list.get(position(index, list.size() - 1));
            }
            case STRING -> {
                var text = (String) item;
                int at = position(index, bytes(text, meter) - 1);
                yield new GoByte(GoText.toBytes(text)[at] & 0xff);
            }
            case MAP -> ((Map<?, ?>) item).get(key(index));
            case STRING_MAP -> ((StringMap) item).entries().getOrDefault(key(index), "");
            case NIL -> throw new Fault("error calling index: index of nil pointer");
            case BOOL, INT, BYTE, FLOAT, COMPLEX -> throw new Fault("error calling index: can't index item of type " + Values.type(item));
        };
    }

    private static String key(Object index) throws Fault {
        if (index instanceof String key) {
            return key;
        }
        throw new Fault("error calling index: value has type " + Values.type(index) + "; should be string");
    }

    /** A whole number from 0 to {@code largest}. */
    private static int position(Object index, int largest) throws Fault {
        Kind kind = Values.kind(index);
        if (kind != Kind.INT && kind != Kind.BYTE) {
            throw new Fault("cannot index slice/array with " + (kind == Kind.NIL ? "nil" : "type " + Values.type(index)));
        }
        long position = index instanceof GoByte octet ? octet.value() : (Long) index;
        if (position < 0 || position > largest) {
            throw new Fault("index out of range: " + position);
        }
        return (int) position;
    }

    /** A part of a list or of a text: {@code slice x 1 2} is {@code x[1:2]}. */
    static Object slice(Object[] arguments, Meter meter) throws Fault {
        if (arguments.length > 4) {
            throw new Fault("error calling slice: too many slice indexes: " + (arguments.length - 1));
        }
        Object item = arguments[0];
        if (item instanceof String text) {
            return sliceOfText(text, arguments, meter);
        }
        if (item instanceof List<?> list) {
            return sliceOfList(GoSlice.of(list), arguments);
        }
        throw new Fault("error calling slice: can't slice item of type " + Values.type(item));
    }

    private static String sliceOfText(String text, Object[] arguments, Meter meter) throws Fault {
        if (arguments.length == 4) {
            throw new Fault("error calling slice: cannot 3-index slice a string");
        }
        int length = bytes(text, meter);
        int from = arguments.length > 1 ? position(arguments[1], length) : 0;
        int to = arguments.length > 2 ? position(arguments[2], length) : length;
        inOrder(from, to);
        return GoText.ofBytes(Arrays.copyOfRange(GoText.toBytes(text), from, to));
    }

    private static GoSlice sliceOfList(GoSlice list, Object[] arguments) throws Fault {
        int capacity = list.capacity();
        int from = arguments.length > 1 ? position(arguments[1], capacity) : 0;
        int to = arguments.length > 2 ? position(arguments[2], capacity) : list.size();
        int most = arguments.length > 3 ? position(arguments[3], capacity) : capacity;
        inOrder(from, to);
        inOrder(to, most);
        return list.part(from, to, most);
    }

    private static void inOrder(int from, int to) throws Fault {
        if (from > to) {
            throw new Fault("error calling slice: invalid slice index: " + from + " > " + to);
        }
    }
}
