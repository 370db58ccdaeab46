package dev.lamplighter.render.gotemplate;

import dev.lamplighter.render.Place;
import dev.lamplighter.render.gotemplate.Token.Kind;
import java.util.List;
import java.util.Optional;

/** Goes through the tokens of a text, and says where a mistake is. */
final class Tokens {

    private final String template;
    private final String text;
    private final List<Token> tokens;
    private int at;

    Tokens(String template, String text) {
        this.template = template;
        this.text = text;
        this.tokens = Lexer.tokens(text);
    }

    Token next() {
        Token token = tokens.get(at);
        if (at < tokens.size() - 1) {
            at++;
        }
        return token;
    }

    Token peek() {
        return tokens.get(at);
    }

    /** Skips blanks inside an action. */
    Token nextNonSpace() {
        peekNonSpace();
        return next();
    }

    Token peekNonSpace() {
        while (peek().kind() == Kind.SPACE) {
            at++;
        }
        return peek();
    }

    int mark() {
        return at;
    }

    /** Goes back to {@link #mark}. */
    void reset(int mark) {
        at = mark;
    }

    Token expect(Kind kind, String context) throws TemplateException {
        Token token = nextNonSpace();
        if (token.kind() != kind) {
            throw unexpected(token, context);
        }
        return token;
    }

    TemplateException unexpected(Token token, String context) {
        return token.kind() == Kind.ERROR ? error(token, token.text()) : error(token, "unexpected " + token.shown() + " in " + context);
    }

    TemplateException error(Token at, String problem) {
        return new TemplateException(TemplateException.Phase.PARSE, template, Place.of(text, at.offset()), problem, Optional.empty());
    }
}
