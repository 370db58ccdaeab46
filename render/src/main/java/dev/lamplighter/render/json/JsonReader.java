package dev.lamplighter.render.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.render.Place;
import java.util.ArrayList;

/**
 * Reads one JSON text (RFC 8259) as strictly as Go does: no byte order mark, no comments, nothing behind the value. Bytes that are not UTF-8 and
 * escapes that are no characters become U+FFFD.
 */
public final class JsonReader {

    /** Objects and lists inside each other, by default. */
    public static final int DEEPEST = 1000;

    private static final int END_OF_TEXT = -1;

    private final String text;
    private final int deepest;
    private int at;

    private JsonReader(String text, int deepest) {
        this.text = text;
        this.deepest = deepest;
    }

    public static Json read(byte[] utf8) throws JsonException {
        return read(new String(utf8, UTF_8), DEEPEST);
    }

    /**
     * Reads a text.
     *
     * @param deepest how many objects and lists may be inside each other
     */
    public static Json read(String text, int deepest) throws JsonException {
        var reader = new JsonReader(text, deepest);
        Json value = reader.value(0);
        reader.skipBlanks();
        if (reader.at < text.length()) {
            throw reader.unexpected("after the end of the value");
        }
        return value;
    }

    private Json value(int depth) throws JsonException {
        skipBlanks();
        int start = at;
        return switch (peek()) {
            case '{' -> members(depth);
            case '[' -> elements(depth);
            case '"' -> new Json.Text(string(), start);
            case 't' -> word("true", new Json.Bool(true, start));
            case 'f' -> word("false", new Json.Bool(false, start));
            case 'n' -> word("null", new Json.Null(start));
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> throw unexpected("where a value should begin");
        };
    }

    private Json word(String word, Json value) throws JsonException {
        for (int i = 0; i < word.length(); i++) {
            if (peek() != word.charAt(i)) {
                throw unexpected("in " + word);
            }
            at++;
        }
        return value;
    }

    private Json members(int depth) throws JsonException {
        int start = enter(depth);
        var members = new ArrayList<Json.Member>();
        boolean more = !closes('}');
        while (more) {
            skipBlanks();
            if (peek() != '"') {
                throw unexpected("where a name should begin");
            }
            String name = string();
            skipBlanks();
            if (peek() != ':') {
                throw unexpected("after a name");
            }
            at++;
            members.add(new Json.Member(name, value(depth + 1)));
            more = continues('}');
        }
        return new Json.Members(members, start);
    }

    private Json elements(int depth) throws JsonException {
        int start = enter(depth);
        var elements = new ArrayList<Json>();
        boolean more = !closes(']');
        while (more) {
            elements.add(value(depth + 1));
            more = continues(']');
        }
        return new Json.Elements(elements, start);
    }

    private int enter(int depth) throws JsonException {
        if (depth >= deepest) {
            throw problem("more than " + deepest + " objects and lists inside each other");
        }
        return at++;
    }

    private boolean closes(char end) {
        skipBlanks();
        boolean closes = peek() == end;
        at += closes ? 1 : 0;
        return closes;
    }

    /** Whether another element follows, or the end. */
    private boolean continues(char end) throws JsonException {
        if (closes(end)) {
            return false;
        }
        if (peek() != ',') {
            throw unexpected("where , or " + end + " should be");
        }
        at++;
        return true;
    }

    private Json number() throws JsonException {
        int start = at;
        at += peek() == '-' ? 1 : 0;
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        if (peek() == '.') {
            at++;
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            at += peek() == '+' || peek() == '-' ? 1 : 0;
            digits();
        }
        String literal = text.substring(start, at);
        if (Double.isInfinite(Double.parseDouble(literal))) {
            throw problem("the number " + literal + " is too large");
        }
        return new Json.Numeral(literal, start);
    }

    private void digits() throws JsonException {
        int start = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        if (at == start) {
            throw unexpected("in a number");
        }
    }

    private String string() throws JsonException {
        at++;
        int start = at;
        while (peek() >= ' ' && peek() != '"' && peek() != '\\') {
            at++;
        }
        if (peek() == '"') {
            return text.substring(start, at++);
        }
        var string = new StringBuilder(text.substring(start, at));
        while (peek() != '"') {
            int c = peek();
            if (c < ' ') {
                throw unexpected("in a text");
            }
            at++;
            string.append(c == '\\' ? escaped() : (char) c);
        }
        at++;
        return wellFormed(string);
    }

    private char escaped() throws JsonException {
        int c = peek();
        at += c < 0 ? 0 : 1;
        return switch (c) {
            case '"', '\\', '/' -> (char) c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int unit = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = peek() < 0x80 ? Character.digit(peek(), 16) : -1;
                    if (digit < 0) {
                        throw unexpected("in an escape");
                    }
                    unit = unit * 16 + digit;
                    at++;
                }
                yield (char) unit;
            }
            default -> {
                at -= c < 0 ? 0 : 1;
                throw unexpected("in an escape");
            }
        };
    }

    /** Replaces surrogates that have no partner. */
    private static String wellFormed(StringBuilder string) {
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            boolean paired = Character.isHighSurrogate(c) && i + 1 < string.length() && Character.isLowSurrogate(string.charAt(i + 1));
            if (paired) {
                i++;
            } else if (Character.isSurrogate(c)) {
                string.setCharAt(i, '\ufffd');
            }
        }
        return string.toString();
    }

    private void skipBlanks() {
        while (peek() == ' ' || peek() == '\n' || peek() == '\t' || peek() == '\r') {
            at++;
        }
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : END_OF_TEXT;
    }

    private JsonException unexpected(String where) {
        if (at >= text.length()) {
            return problem("the text ends too early");
        }
        int point = text.codePointAt(at);
        String shown = point < ' ' || point == 0xfeff ? String.format("U+%04X", point) : "'" + Character.toString(point) + "'";
        return problem("unexpected " + shown + " " + where);
    }

    private JsonException problem(String problem) {
        return new JsonException(problem, Place.of(text, Math.min(at, text.length())));
    }
}
