package dev.lamplighter.render.gotemplate;

/**
 * A piece of a template's text.
 *
 * @param text as it stands in the template; for {@link Kind#ERROR} what is wrong
 * @param offset where it begins, in UTF-16 units
 */
record Token(Kind kind, String text, int offset) {

    enum Kind {
        TEXT, LEFT, RIGHT, SPACE, ASSIGN, DECLARE, PIPE, CHAR, LEFT_PAREN, RIGHT_PAREN,
        STRING, RAW_STRING, CHAR_CONSTANT, NUMBER, COMPLEX, BOOL, NIL, DOT, FIELD, VARIABLE, IDENTIFIER,
        BLOCK, BREAK, CONTINUE, DEFINE, ELSE, END, IF, RANGE, TEMPLATE, WITH,
        ERROR, EOF
    }

    /** How messages name it. */
    String shown() {
        return switch (kind) {
            case EOF -> "EOF";
            case ERROR -> text;
            case BLOCK, BREAK, CONTINUE, DEFINE, DOT, ELSE, END, IF, NIL, RANGE, TEMPLATE, WITH -> "<" + text + ">";
            case TEXT, LEFT, RIGHT, SPACE, ASSIGN, DECLARE, PIPE, CHAR, LEFT_PAREN, RIGHT_PAREN, STRING, RAW_STRING, CHAR_CONSTANT, NUMBER,
                    COMPLEX, BOOL, FIELD, VARIABLE, IDENTIFIER -> Quoting.quote(text.length() > 10 ? text.substring(0, 10) + "…" : text, '"', false);
        };
    }
}
