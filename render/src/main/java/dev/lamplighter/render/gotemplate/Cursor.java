package dev.lamplighter.render.gotemplate;

import dev.lamplighter.render.gotemplate.Values.Kind;
import java.util.List;

/** Goes through what a {@code range} is over: lists and maps by key and element, whole numbers from 0. */
sealed interface Cursor {

    /** Whether there is nothing at all to go through. */
    boolean isEmpty();

    /** Goes to the next element; false if there is none. */
    boolean next();

    Object key();

    Object element();

    /**
     * @param variables how many variables the range sets; a number can only set one
     */
    static Cursor over(Object value, int variables, Meter meter) throws Fault {
        Kind kind = Values.kind(value);
        return switch (kind) {
            case NIL -> new Elements(List.of());
            case LIST -> new Elements((List<?>) value);
            case MAP, STRING_MAP -> new Entries(value, Values.sortedKeys(value, meter));
            case INT, BYTE -> {
                if (variables > 1) {
                    throw new Fault("can't use a number to iterate over more than one variable");
                }
                yield kind == Kind.INT ? new Count((Long) value) : new Octets(((GoByte) value).value());
            }
            case BOOL, FLOAT, COMPLEX, STRING -> throw new Fault("range can't iterate over a " + Values.type(value));
        };
    }

    /** A list with its indexes. */
    final class Elements implements Cursor {
        private final List<?> list;
        private int at = -1;

        Elements(List<?> list) {
            this.list = list;
        }

        @Override
        public boolean isEmpty() {
            return list.isEmpty();
        }

        @Override
        public boolean next() {
            at++;
            return at < list.size();
        }

        @Override
        public Object key() {
            return (long) at;
        }

        @Override
        public Object element() {
            return list.get(at);
        }
    }

    /** A map in the order of its keys. */
    final class Entries implements Cursor {
        private final Object map;
        private final String[] keys;
        private int at = -1;

        Entries(Object map, String[] keys) {
            this.map = map;
            this.keys = keys;
        }

        @Override
        public boolean isEmpty() {
            return keys.length == 0;
        }

        @Override
        public boolean next() {
            at++;
            return at < keys.length;
        }

        @Override
        public Object key() {
            return keys[at];
        }

        @Override
        public Object element() {
            return Values.entries(map).get(keys[at]);
        }
    }

    /** The numbers below an {@code int}. */
    final class Count implements Cursor {
        private final long end;
        private long at = -1;

        Count(long end) {
            this.end = end;
        }

        @Override
        public boolean isEmpty() {
            return end <= 0;
        }

        @Override
        public boolean next() {
            at++;
            return at < end;
        }

        @Override
        public Object key() {
            return at;
        }

        @Override
        public Object element() {
            return at;
        }
    }

    /** The numbers below a {@code uint8}, of the same type. */
    final class Octets implements Cursor {
        private final int end;
        private int at = -1;

        Octets(int end) {
            this.end = end;
        }

        @Override
        public boolean isEmpty() {
            return end == 0;
        }

        @Override
        public boolean next() {
            at++;
            return at < end;
        }

        @Override
        public Object key() {
            return element();
        }

        @Override
        public Object element() {
            return new GoByte(at);
        }
    }
}
