package dev.lamplighter.render.gotemplate;

import dev.lamplighter.render.gotemplate.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Cuts a template into tokens, with Go's rules. A text that cannot be cut ends in an {@link Kind#ERROR} token. */
final class Lexer {

    private static final int END_OF_TEXT = -1;

    private static final Map<String, Kind> WORDS = Map.ofEntries(
            Map.entry("block", Kind.BLOCK), Map.entry("break", Kind.BREAK), Map.entry("continue", Kind.CONTINUE),
            Map.entry("define", Kind.DEFINE), Map.entry("else", Kind.ELSE), Map.entry("end", Kind.END), Map.entry("if", Kind.IF),
            Map.entry("range", Kind.RANGE), Map.entry("nil", Kind.NIL), Map.entry("template", Kind.TEMPLATE),
            Map.entry("with", Kind.WITH), Map.entry("true", Kind.BOOL), Map.entry("false", Kind.BOOL));

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int start;
    private int openParens;

    private Lexer(String text) {
        this.text = text;
    }

    /** All tokens of {@code text}; the last is {@link Kind#EOF} or {@link Kind#ERROR}. */
    static List<Token> tokens(String text) {
        var lexer = new Lexer(text);
        try {
            lexer.run();
        } catch (Unlexable e) {
            lexer.tokens.add(new Token(Kind.ERROR, e.getMessage(), lexer.start));
        }
        return lexer.tokens;
    }

    private static final class Unlexable extends Exception {
        Unlexable(String message) {
            super(message, null, false, false);
        }
    }

    private void run() throws Unlexable {
        for (int open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", at)) {
            boolean trim = open + 3 < text.length() && text.charAt(open + 2) == '-' && isSpace(text.charAt(open + 3));
            int end = open;
            while (trim && end > at && isSpace(text.charAt(end - 1))) {
                end--;
            }
            text(end);
            start = open;
            at = open + (trim ? 4 : 2);
            if (text.startsWith("/*", at)) {
                comment();
            } else {
                tokens.add(new Token(Kind.LEFT, "{{", open));
                action();
            }
        }
        text(text.length());
        tokens.add(new Token(Kind.EOF, "", text.length()));
    }

    private void text(int end) {
        if (end > at) {
            tokens.add(new Token(Kind.TEXT, text.substring(at, end), at));
        }
    }

    private void comment() throws Unlexable {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
            throw new Unlexable("unclosed comment");
        }
        at = end + 2;
        if (!atRightDelimiter()) {
            throw new Unlexable("comment ends before closing delimiter");
        }
        skipRightDelimiter();
    }

    private void action() throws Unlexable {
        openParens = 0;
        while (true) {
            start = at;
            if (atRightDelimiter()) {
                if (openParens > 0) {
                    throw new Unlexable("unclosed left paren");
                }
                tokens.add(new Token(Kind.RIGHT, "}}", at));
                skipRightDelimiter();
                return;
            }
            insideAction();
        }
    }

    private void insideAction() throws Unlexable {
        int c = next();
        switch (c) {
            case END_OF_TEXT -> throw new Unlexable("unclosed action");
            case ' ', '\t', '\r', '\n' -> space();
            case '=' -> emit(Kind.ASSIGN);
            case ':' -> {
                if (next() != '=') {
                    throw new Unlexable("expected :=");
                }
                emit(Kind.DECLARE);
            }
            case '|' -> emit(Kind.PIPE);
            case '"' -> quoted('"', Kind.STRING, "unterminated quoted string");
            case '\'' -> quoted('\'', Kind.CHAR_CONSTANT, "unterminated character constant");
            case '`' -> rawString();
            case '$' -> name(Kind.VARIABLE, Kind.VARIABLE);
            case '.' -> {
                if (at < text.length() && !isDigit(text.charAt(at))) {
                    name(Kind.FIELD, Kind.DOT);
                } else {
                    number();
                }
            }
            case '(' -> {
                openParens++;
                emit(Kind.LEFT_PAREN);
            }
            case ')' -> {
                openParens--;
                if (openParens < 0) {
                    throw new Unlexable("unexpected right paren");
                }
                emit(Kind.RIGHT_PAREN);
            }
            default -> {
                if (c == '+' || c == '-' || isDigit(c)) {
                    number();
                } else if (Unicode.isNamePart(c)) {
                    identifier();
                } else if (c > ' ' && c < 0x7f) {
                    emit(Kind.CHAR);
                } else {
                    throw new Unlexable("unrecognized character in action: " + shown(c));
                }
            }
        }
    }

    /** Blanks up to the next token; the last of them may belong to {@code  -}}}. */
    private void space() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        at--;
        if (!atRightDelimiter()) {
            at++;
        }
        if (at > start) {
            emit(Kind.SPACE);
        }
    }

    private void quoted(char quote, Kind kind, String unterminated) throws Unlexable {
        for (int c = next(); c != quote; c = next()) {
            if (c == '\\') {
                c = next();
            }
            if (c == END_OF_TEXT || c == '\n') {
                throw new Unlexable(unterminated);
            }
        }
        emit(kind);
    }

    private void rawString() throws Unlexable {
        int end = text.indexOf('`', at);
        if (end < 0) {
            throw new Unlexable("unterminated raw quoted string");
        }
        at = end + 1;
        emit(Kind.RAW_STRING);
    }

    private void identifier() throws Unlexable {
        skipName();
        emit(WORDS.getOrDefault(text.substring(start, at), Kind.IDENTIFIER));
    }

    /** A {@code .} or {@code $} and the name after it, if there is one. */
    private void name(Kind named, Kind alone) throws Unlexable {
        if (atTerminator()) {
            emit(alone);
        } else {
            skipName();
            emit(named);
        }
    }

    private void skipName() throws Unlexable {
        while (Unicode.isNamePart(peek())) {
            next();
        }
        if (!atTerminator()) {
            throw new Unlexable("bad character " + shown(peek()));
        }
    }

    private void number() throws Unlexable {
        at = start;
        if (!scanNumber()) {
            throw badNumber();
        }
        int sign = peek();
        if (sign == '+' || sign == '-') {
            if (!scanNumber() || text.charAt(at - 1) != 'i') {
                throw badNumber();
            }
            emit(Kind.COMPLEX);
        } else {
            emit(Kind.NUMBER);
        }
    }

    private Unlexable badNumber() {
        return new Unlexable("bad number syntax: " + Quoting.quote(text.substring(start, at), '"', false));
    }

    private boolean scanNumber() {
        accept("+-");
        String digits = "0123456789_";
        if (accept("0")) {
            if (accept("xX")) {
                digits = "0123456789abcdefABCDEF_";
            } else if (accept("oO")) {
                digits = "01234567_";
            } else if (accept("bB")) {
                digits = "01_";
            }
        }
        acceptAll(digits);
        if (accept(".")) {
            acceptAll(digits);
        }
        if ((digits.length() == 11 && accept("eE")) || (digits.length() == 23 && accept("pP"))) {
            accept("+-");
            acceptAll("0123456789_");
        }
        accept("i");
        if (Unicode.isNamePart(peek())) {
            next();
            return false;
        }
        return true;
    }

    private boolean accept(String allowed) {
        boolean accepted = at < text.length() && allowed.indexOf(text.charAt(at)) >= 0;
        if (accepted) {
            at++;
        }
        return accepted;
    }

    private void acceptAll(String allowed) {
        while (accept(allowed)) {
            // accept moves on
        }
    }

    private boolean atTerminator() {
        return switch (peek()) {
            case ' ', '\t', '\r', '\n', END_OF_TEXT, '.', ',', '|', ':', ')', '(' -> true;
            default -> text.startsWith("}}", at);
        };
    }

    private boolean atRightDelimiter() {
        return text.startsWith("}}", at) || atTrimmingDelimiter();
    }

    private boolean atTrimmingDelimiter() {
        return at < text.length() && isSpace(text.charAt(at)) && text.startsWith("-}}", at + 1);
    }

    private void skipRightDelimiter() {
        if (atTrimmingDelimiter()) {
            at += 4;
            while (at < text.length() && isSpace(text.charAt(at))) {
                at++;
            }
        } else {
            at += 2;
        }
    }

    private int peek() {
        return at < text.length() ? text.codePointAt(at) : END_OF_TEXT;
    }

    private int next() {
        int c = peek();
        at += c < 0 ? 0 : Character.charCount(c);
        return c;
    }

    private void emit(Kind kind) {
        tokens.add(new Token(kind, text.substring(start, at), start));
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static String shown(int point) {
        return point < 0 ? "at the end" : String.format("U+%04X", point);
    }
}
