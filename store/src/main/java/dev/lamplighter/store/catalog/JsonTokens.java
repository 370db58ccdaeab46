package dev.lamplighter.store.catalog;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * The words of a JSON text, read the way Go's {@code encoding/json} does: strict syntax, no byte order mark, nesting to a depth of 10000.
 * Work is bounded by the length of the text.
 */
final class JsonTokens {

    enum Kind {
        OBJECT("an object"), ARRAY("a list"), STRING("a string"), NUMBER("a number"), BOOLEAN("true or false"), NULL("null");

        final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private static final int DEEPEST = 10_000;

    private final byte[] text;
    private final GoJsonText strings;
    private int at;
    private int depth;

    JsonTokens(byte[] text) {
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

    /** Consumes a value that is no container; numbers that are not wanted are only checked. */
    Object scalar(Kind kind, boolean wanted) throws BadJson {
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

    /** Consumes the begin of a container. */
    void down() throws BadJson {
        if (++depth > DEEPEST) {
            throw bad("nested deeper than " + DEEPEST);
        }
        at++;
    }

    /** Consumes the end of an empty container. */
    boolean closes(char end) {
        skipBlanks();
        if (at < text.length && text[at] == end) {
            at++;
            depth--;
            return true;
        }
        return false;
    }

    /** Consumes a comma (true) or the end of the container (false). */
    boolean continues(char end) throws BadJson {
        if (closes(end)) {
            return false;
        }
        if (at >= text.length || text[at] != ',') {
            throw bad(at >= text.length ? "the text ends inside " + (end == '}' ? "an object" : "a list") : "a comma or " + end + " should be here");
        }
        at++;
        return true;
    }

    /** Consumes a key and its colon. */
    String key() throws BadJson {
        expect(Kind.STRING, "the key of an object");
        String key = text();
        skipBlanks();
        if (at >= text.length || text[at] != ':') {
            throw bad("a colon should be here");
        }
        at++;
        return key;
    }

    String text() throws BadJson {
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

    void word(String word) throws BadJson {
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
