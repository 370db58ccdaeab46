package dev.lamplighter.store.catalog;

import dev.lamplighter.store.catalog.JsonTokens.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a JSON document value by value, as Go would: nothing may follow it. The caller says what it expects next. Uses no stack, however deep
 * values are nested.
 */
final class GoJson {

    /** Reads the value of one member, or one element; it must read exactly that value. */
    @FunctionalInterface
    interface Reader<T> {
        void read(T of) throws BadJson;
    }

    private final JsonTokens tokens;

    GoJson(byte[] text) {
        this.tokens = new JsonTokens(text);
    }

    /** Consumes a {@code null}, if one comes next. */
    boolean isNull() throws BadJson {
        if (tokens.kind() != Kind.NULL) {
            return false;
        }
        tokens.word("null");
        return true;
    }

    void members(String what, Reader<String> member) throws BadJson {
        tokens.expect(Kind.OBJECT, what);
        tokens.down();
        if (tokens.closes('}')) {
            return;
        }
        do {
            member.read(tokens.key());
        } while (tokens.continues('}'));
    }

    void elements(String what, Reader<Integer> element) throws BadJson {
        tokens.expect(Kind.ARRAY, what);
        tokens.down();
        if (tokens.closes(']')) {
            return;
        }
        int index = 0;
        do {
            element.read(index++);
        } while (tokens.continues(']'));
    }

    String string(String what) throws BadJson {
        tokens.expect(Kind.STRING, what);
        return tokens.text();
    }

    /** Consumes any value. */
    void skip() throws BadJson {
        value(false);
    }

    /** Any value: {@code String}, {@code Double}, {@code Boolean}, {@code null}, {@code ArrayList} and {@code LinkedHashMap}. */
    Object value() throws BadJson {
        return value(true);
    }

    /** Throws unless only blanks are left. */
    void end() throws BadJson {
        tokens.end();
    }

    /** Where the next value begins, for a fault that is found later. */
    int place() {
        return tokens.place();
    }

    /** A fault at a {@link #place}. */
    BadJson badAt(int place, String message) {
        return tokens.badAt(place, message);
    }

    /** A container that is being read; {@code into} stays empty where the value is not wanted. */
    private static final class Open {
        final boolean object;
        final Map<String, Object> members;
        final List<Object> elements;
        String key = "";

        Open(boolean object) {
            this.object = object;
            this.members = object ? new LinkedHashMap<>() : Map.of();
            this.elements = object ? List.of() : new ArrayList<>();
        }

        char end() {
            return object ? '}' : ']';
        }

        Object whole() {
            return object ? members : elements;
        }

        void add(Object value) {
            if (object) {
                members.put(key, value);
            } else {
                elements.add(value);
            }
        }
    }

    private Object value(boolean wanted) throws BadJson {
        var open = new ArrayDeque<Open>();
        while (true) {
            Kind kind = tokens.kind();
            Object done;
            if (kind == Kind.OBJECT || kind == Kind.ARRAY) {
                var container = new Open(kind == Kind.OBJECT);
                tokens.down();
                if (!tokens.closes(container.end())) {
                    container.key = container.object ? tokens.key() : "";
                    open.push(container);
                    continue;
                }
                done = container.whole();
            } else {
                done = tokens.scalar(kind, wanted);
            }
            while (true) {
                if (open.isEmpty()) {
                    return done;
                }
                Open top = open.element();
                if (wanted) {
                    top.add(done);
                }
                if (tokens.continues(top.end())) {
                    top.key = top.object ? tokens.key() : "";
                    break;
                }
                done = open.pop().whole();
            }
        }
    }
}
