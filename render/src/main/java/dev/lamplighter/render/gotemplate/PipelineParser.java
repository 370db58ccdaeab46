package dev.lamplighter.render.gotemplate;

import dev.lamplighter.render.gotemplate.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Parses what stands inside an action, such as {@code $x := index .list 0 | printf "%v"}, and writes the steps that leave its value on the
 * stack. Open parentheses are levels of its own stack, so that nesting costs no Java stack.
 */
final class PipelineParser {

    /** Go's own bound on parentheses in each other. */
    private static final int MOST_PARENTHESES = 10_000;

    private static final Set<Kind> OPERANDS = EnumSet.of(Kind.BOOL, Kind.CHAR_CONSTANT, Kind.COMPLEX, Kind.DOT, Kind.FIELD, Kind.IDENTIFIER,
            Kind.NUMBER, Kind.NIL, Kind.RAW_STRING, Kind.STRING, Kind.VARIABLE, Kind.LEFT_PAREN);

    private final Tokens tokens;
    private final Scope scope;
    private final Program.Writer code;
    private final FunctionSet functions;
    private final Deque<Level> open = new ArrayDeque<>();

    PipelineParser(Tokens tokens, Scope scope, Program.Writer code, FunctionSet functions) {
        this.tokens = tokens;
        this.scope = scope;
        this.code = code;
        this.functions = functions;
    }

    /** The variables in front of a pipeline, and whether they are assigned ({@code =}) or new ({@code :=}). */
    record Variables(List<String> names, boolean assigns) {

        Variables {
            names = List.copyOf(names);
        }

        boolean isEmpty() {
            return names.isEmpty();
        }
    }

    /** A pipeline that is not complete yet. */
    private static final class Level {
        final String context;
        final Kind end;
        final Token begin;
        final List<String> names = new ArrayList<>(2);
        boolean assigns;
        int commands;
        Command command;

        Level(String context, Kind end, Token begin) {
            this.context = context;
            this.end = end;
            this.begin = begin;
        }
    }

    /** Parses up to and including the end of the action. */
    Variables parse(String context) throws TemplateException {
        open(context, Kind.RIGHT);
        while (true) {
            Level level = open.element();
            if (level.command != null) {
                operand(level);
            } else if (tokens.peekNonSpace().kind() == level.end) {
                tokens.next();
                close(level);
                open.remove();
                if (open.isEmpty()) {
                    return new Variables(level.names, level.assigns);
                }
                fields();
                afterOperand(open.element());
            } else if (OPERANDS.contains(tokens.peek().kind())) {
                level.command = new Command(tokens.peek(), level.commands > 0, code);
                level.commands++;
            } else {
                throw tokens.unexpected(tokens.next(), level.context);
            }
        }
    }

    private void open(String context, Kind end) throws TemplateException {
        if (open.size() > MOST_PARENTHESES) {
            throw tokens.error(tokens.peek(), "max expression depth exceeded");
        }
        var level = new Level(context, end, tokens.peekNonSpace());
        open.push(level);
        while (tokens.peekNonSpace().kind() == Kind.VARIABLE && declares(level)) {
            // declares moves on
        }
    }

    /** Reads one variable before {@code :=}, {@code =} or a comma; true if another may follow. */
    private boolean declares(Level level) throws TemplateException {
        int before = tokens.mark();
        Token variable = tokens.next();
        Token after = tokens.peekNonSpace();
        if (after.kind() == Kind.ASSIGN || after.kind() == Kind.DECLARE) {
            tokens.next();
            level.assigns = after.kind() == Kind.ASSIGN;
            declare(level, variable);
            return false;
        }
        if (after.kind() != Kind.CHAR || !after.text().equals(",")) {
            tokens.reset(before);
            return false;
        }
        tokens.next();
        declare(level, variable);
        if (!level.context.equals("range") || level.names.size() > 1) {
            throw tokens.error(after, "too many declarations in " + level.context);
        }
        Kind following = tokens.peekNonSpace().kind();
        if (following != Kind.VARIABLE && following != Kind.RIGHT && following != Kind.RIGHT_PAREN) {
            throw tokens.error(tokens.peek(), "range can only initialize variables");
        }
        return following == Kind.VARIABLE;
    }

    private void declare(Level level, Token variable) {
        level.names.add(variable.text());
        scope.add(variable.text());
    }

    private void close(Level level) throws TemplateException {
        if (level.commands == 0) {
            throw tokens.error(level.begin, "missing value for " + level.context);
        }
        for (String name : level.names) {
            code.add(level.assigns ? new Op.Assign(name) : new Op.Declare(name), level.begin.offset());
        }
    }

    /** Reads one operand of the command that is being read, if there is another. */
    private void operand(Level level) throws TemplateException {
        if (!OPERANDS.contains(tokens.peekNonSpace().kind())) {
            afterOperand(level);
            return;
        }
        Token token = tokens.next();
        Command command = level.command;
        command.beginOperand();
        if (token.kind() == Kind.LEFT_PAREN) {
            command.operand(Command.Head.VALUE);
            open("parenthesized pipeline", Kind.RIGHT_PAREN);
        } else {
            term(command, token);
            afterOperand(level);
        }
    }

    private void term(Command command, Token token) throws TemplateException {
        if (token.kind() == Kind.IDENTIFIER) {
            function(command, token);
        } else if (token.kind() == Kind.FIELD) {
            command.operand(Command.Head.FIELD);
            code.add(new Op.Dot(), token.offset());
            field(token);
            fields();
        } else if (token.kind() == Kind.VARIABLE) {
            variable(command, token);
        } else {
            constant(command, token);
        }
    }

    private void variable(Command command, Token token) throws TemplateException {
        if (!scope.knows(token.text())) {
            throw tokens.error(token, "undefined variable \"" + token.text() + "\"");
        }
        command.operand(tokens.peek().kind() == Kind.FIELD ? Command.Head.FIELD : Command.Head.VALUE);
        code.add(new Op.Load(token.text()), token.offset());
        fields();
    }

    private void function(Command command, Token token) throws TemplateException {
        TemplateFunction function = functions.named(token.text()).orElseThrow(() -> tokens.error(token, functions.missing(token.text())));
        if (command.isEmpty() && tokens.peek().kind() != Kind.FIELD) {
            command.function(function);
        } else {
            command.operand(Command.Head.VALUE);
            code.add(function.callWith(0, false), token.offset());
            fields();
        }
    }

    private void constant(Command command, Token token) throws TemplateException {
        try {
            code.add(push(token), token.offset());
        } catch (Quoting.Unreadable e) {
            throw tokens.error(token, e.getMessage());
        }
        command.operand(token.kind() == Kind.NIL ? Command.Head.NIL : Command.Head.CONSTANT);
        if (tokens.peek().kind() == Kind.FIELD) {
            throw tokens.error(tokens.peek(), "unexpected . after term " + Quoting.quote(token.text(), '"', false));
        }
    }

    private Op push(Token token) throws Quoting.Unreadable, TemplateException {
        return switch (token.kind()) {
            case BOOL -> new Op.Push(token.text().equals("true"));
            case NIL -> new Op.Push(null);
            case DOT -> new Op.Dot();
            case STRING, RAW_STRING -> new Op.Push(Quoting.unquote(token.text()));
            case CHAR_CONSTANT -> new Op.Push((long) Quoting.character(token.text()));
            case COMPLEX -> new Op.Push(NumberLiteral.complex(token.text()));
            case NUMBER -> switch (NumberLiteral.read(token.text())) {
                case NumberLiteral.Meaning.Value value -> new Op.Push(value.number());
                case NumberLiteral.Meaning.OverflowsInt _ -> new Op.Fail(token.text() + " overflows int");
            };
            case TEXT, LEFT, RIGHT, SPACE, ASSIGN, DECLARE, PIPE, CHAR, LEFT_PAREN, RIGHT_PAREN, FIELD, VARIABLE, IDENTIFIER, BLOCK, BREAK,
                    CONTINUE, DEFINE, ELSE, END, IF, RANGE, TEMPLATE, WITH, ERROR, EOF -> throw tokens.unexpected(token, "operand");
        };
    }

    /** Reads the {@code .name}s that touch an operand. */
    private void fields() {
        while (tokens.peek().kind() == Kind.FIELD) {
            field(tokens.next());
        }
    }

    private void field(Token token) {
        code.add(new Op.Field(token.text().substring(1)), token.offset());
    }

    /** What follows an operand: a blank and perhaps another one, or the end of the command. */
    private void afterOperand(Level level) throws TemplateException {
        Kind kind = tokens.peek().kind();
        if (kind == Kind.RIGHT || kind == Kind.RIGHT_PAREN) {
            finish(level);
        } else if (kind == Kind.PIPE) {
            tokens.next();
            finish(level);
        } else if (kind == Kind.SPACE) {
            tokens.next();
        } else {
            throw tokens.unexpected(tokens.peek(), "operand");
        }
    }

    private void finish(Level level) throws TemplateException {
        Command command = level.command;
        if (level.commands > 1 && command.isConstant()) {
            throw tokens.error(command.begin(), "non executable command in pipeline stage " + level.commands);
        }
        command.finish();
        level.command = null;
    }
}
