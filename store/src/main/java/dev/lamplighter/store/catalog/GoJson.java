package dev.lamplighter.store.catalog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON the way Go's {@code encoding/json} does, value by value: strict syntax, no byte order mark, nothing after the document, nesting
 * to a depth of 10000. The caller says what it expects next. Work and stack are bounded by the length of the text.
 */
final class GoJson {

    enum Kind {
        OBJECT("an object"), ARRAY("a list"), STRING("a string"), NUMBER("a number"), BOOLEAN("true or false"), NULL("null");

        final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** Reads the value of one member, or one element; it must read exactly that value. */
    @FunctionalInterface
    interface Reader<T> {
        void read(T of) throws BadJson;
    }

    private static final int DEEPEST = 10_000;

    private final byte[] text;
    private final GoJsonText strings;
    private int at;
    private int depth;

    GoJson(byte[] text) {
        this.text = text;
        this.strings = new GoJsonText(text);
    }

    /** What comes next, which is not consumed. */
    Kind kind() throws BadJson {
        skipBlanks();
        if (at >= text.length) {
            throw bad("the text ends where a value should be");
        }
        return switch (text[at]) {
            case '{' -> Kind.OBJECT;
            case '[' -> Kind.ARRAY;
            case '"' -> Kind.STRING;
            case 't', 'f' -> Kind.BOOLEAN;
            case 'n' -> Kind.NULL;
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Kind.NUMBER;
            default -> throw bad(text[at] == (byte) 0xEF ? "the text begins with a byte order mark" : "a value should be here");
        };
    }

    /** Throws unless a value of {@code wanted} comes next; {@code what} names it for the message. */
    void expect(Kind wanted, String what) throws BadJson {
        Kind found = kind();
        if (found != wanted) {
            throw bad(what + " must be " + wanted.words + ", not " + found.words);
        }
    }

    /** Consumes a {@code null}, if one comes next. */
    boolean isNull() throws BadJson {
        if (kind() != Kind.NULL) {
            return false;
        }
        word("null");
        return true;
    }

    void members(String what, Reader<String> member) throws BadJson {
        expect(Kind.OBJECT, what);
        down();
        if (closes('}')) {
            return;
        }
        do {
            member.read(key());
        } while (continues('}'));
    }

    void elements(String what, Reader<Integer> element) throws BadJson {
        expect(Kind.ARRAY, what);
        down();
        if (closes(']')) {
            return;
        }
        int index = 0;
        do {
            element.read(index++);
        } while (continues(']'));
    }

    String string(String what) throws BadJson {
        expect(Kind.STRING, what);
        return text();
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
        skipBlanks();
        if (at < text.length) {
            throw bad("the document has ended, but there is more text");
        }
    }

    /** Where the next value begins, for a fault that is found later. */
    int place() {
        skipBlanks();
        return at;
    }

    /** A fault at the place that was read last. */
    BadJson bad(String message) {
        return badAt(at, message);
    }

    /** A fault at a {@link #place}. */
    BadJson badAt(int place, String message) {
        return new BadJson(text, place, message);
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
            Kind kind = kind();
            Object done;
            if (kind == Kind.OBJECT || kind == Kind.ARRAY) {
                var container = new Open(kind == Kind.OBJECT);
                down();
                if (!closes(container.end())) {
                    container.key = container.object ? key() : "";
                    open.push(container);
                    continue;
                }
                done = container.whole();
            } else {
                done = scalar(kind, wanted);
            }
            while (true) {
                if (open.isEmpty()) {
                    return done;
                }
                Open top = open.element();
                if (wanted) {
                    top.add(done);
                }
                if (continues(top.end())) {
                    top.key = top.object ? key() : "";
                    break;
                }
                done = open.pop().whole();
            }
        }
    }

    private Object scalar(Kind kind, boolean wanted) throws BadJson {
        return switch (kind) {
            case STRING -> text();
            case NUMBER -> number(wanted);
            case BOOLEAN -> {
                boolean yes = text[at] == 't';
                word(yes ? "true" : "false");
                yield yes;
            }
            case NULL -> {
                word("null");
                yield null;
            }
            case OBJECT, ARRAY -> throw new IllegalStateException("not a scalar: " + kind);
        };
    }

    private void down() throws BadJson {
        if (++depth > DEEPEST) {
            throw bad("nested deeper than " + DEEPEST);
        }
        at++;
    }

    /** Consumes the end of an empty container. */
    private boolean closes(char end) {
        skipBlanks();
        if (at < text.length && text[at] == end) {
            at++;
            depth--;
            return true;
        }
        return false;
    }

    /** Consumes a comma (true) or the end of the container (false). */
    private boolean continues(char end) throws BadJson {
        if (closes(end)) {
            return false;
        }
        if (at >= text.length || text[at] != ',') {
            throw bad(at >= text.length ? "the text ends inside " + (end == '}' ? "an object" : "a list") : "a comma or " + end + " should be here");
        }
        at++;
        return true;
    }

    private String key() throws BadJson {
        expect(Kind.STRING, "the key of an object");
        String key = text();
        skipBlanks();
        if (at >= text.length || text[at] != ':') {
            throw bad("a colon should be here");
        }
        at++;
        return key;
    }

    private String text() throws BadJson {
        String value = strings.read(at);
        at = strings.end();
        return value;
    }

    private Double number(boolean wanted) throws BadJson {
        int from = at;
        if (text[at] == '-') {
            at++;
        }
        if (at < text.length && text[at] == '0') {
            at++;
        } else {
            digits();
        }
        if (at < text.length && text[at] == '.') {
            at++;
            digits();
        }
        if (at < text.length && (text[at] == 'e' || text[at] == 'E')) {
            at++;
            if (at < text.length && (text[at] == '+' || text[at] == '-')) {
                at++;
            }
            digits();
        }
        if (!wanted) {
            return 0.0;
        }
        double value = Double.parseDouble(new String(text, from, at - from, US_ASCII));
        if (Double.isInfinite(value)) {
            at = from;
            throw bad("the number is too large");
        }
        return value;
    }

    private void digits() throws BadJson {
        int from = at;
        while (at < text.length && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw bad("a digit should be here");
        }
    }

    private void word(String word) throws BadJson {
        for (int i = 0; i < word.length(); i++) {
            if (at >= text.length || text[at] != word.charAt(i)) {
                throw bad("only " + word + " may begin like this");
            }
            at++;
        }
    }

    private void skipBlanks() {
        while (at < text.length && (text[at] == ' ' || text[at] == '\t' || text[at] == '\r' || text[at] == '\n')) {
            at++;
        }
    }
}
