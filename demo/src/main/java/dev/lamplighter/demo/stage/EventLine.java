package dev.lamplighter.demo.stage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An event read back from its line of JSON: a flat object, every value as text. */
record EventLine(Map<String, String> fields) {

    EventLine {
        fields = Map.copyOf(fields);
    }

    /** Reads a flat JSON object of strings, numbers and booleans; empty for anything else. */
    static Optional<EventLine> parse(String line) {
        var reader = new Reader(line.strip());
        return reader.object() ? Optional.of(new EventLine(reader.fields)) : Optional.empty();
    }

    String kind() {
        return text("kind");
    }

    /** The value of {@code key}; empty text where there is none. */
    String text(String key) {
        return fields.getOrDefault(key, "");
    }

    boolean has(String key) {
        return fields.containsKey(key);
    }

    /** The value of {@code key} as a whole number; 0 where it is none. */
    long number(String key) {
        String value = text(key);
        return value.matches("[0-9]{1,18}") ? Long.parseLong(value) : 0;
    }

    private static final class Reader {

        private final String text;
        private final Map<String, String> fields = new LinkedHashMap<>();
        private int at;

        Reader(String text) {
            this.text = text;
        }

        boolean object() {
            if (!take('{')) {
                return false;
            }
            do {
                Optional<String> key = string();
                if (key.isEmpty() || !take(':')) {
                    return false;
                }
                skipSpaces();
                Optional<String> value = peek() == '"' ? string() : bare();
                if (value.isEmpty()) {
                    return false;
                }
                fields.put(key.get(), value.get());
            } while (take(','));
            return take('}') && at == text.length();
        }

        private char peek() {
            return at < text.length() ? text.charAt(at) : '\0';
        }

        private boolean take(char wanted) {
            skipSpaces();
            if (peek() != wanted) {
                return false;
            }
            at++;
            return true;
        }

        private void skipSpaces() {
            while (peek() == ' ') {
                at++;
            }
        }

        private Optional<String> bare() {
            int start = at;
            while (Character.isLetterOrDigit(peek()) || peek() == '.' || peek() == '-' || peek() == '+') {
                at++;
            }
            return at == start ? Optional.empty() : Optional.of(text.substring(start, at));
        }

        private Optional<String> string() {
            if (!take('"')) {
                return Optional.empty();
            }
            var value = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '"') {
                    return Optional.of(value.toString());
                }
                if (c != '\\') {
                    value.append(c);
                } else if (!escape(value)) {
                    return Optional.empty();
                }
            }
            return Optional.empty();
        }

        private boolean escape(StringBuilder value) {
            char c = peek();
            at++;
            int simple = "\"\\/bfnrt".indexOf(c);
            if (simple >= 0) {
                value.append("\"\\/\b\f\n\r\t".charAt(simple));
                return true;
            }
            if (c != 'u' || at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
                return false;
            }
            value.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
            at += 4;
            return true;
        }
    }
}
