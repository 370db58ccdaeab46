package dev.lamplighter.render.gotemplate;

import dev.lamplighter.render.gotemplate.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Parses a text into the programs of all templates in it, in one pass: the text itself under the empty name, and each {@code define} and
 * {@code block} under its own. Open blocks are on a stack of its own.
 */
final class Parser {

    private static final Set<Kind> KEYWORDS =
            EnumSet.of(Kind.IF, Kind.WITH, Kind.RANGE, Kind.ELSE, Kind.END, Kind.BREAK, Kind.CONTINUE, Kind.TEMPLATE, Kind.BLOCK);

    private final Tokens tokens;
    private final FunctionSet functions;
    private final Map<String, Program> programs = new HashMap<>();
    private final Deque<Block> open = new ArrayDeque<>();
    private Program.Writer code = new Program.Writer();
    private Scope scope = new Scope();

    private Parser(Tokens tokens, FunctionSet functions) {
        this.tokens = tokens;
        this.functions = functions;
    }

    static Map<String, Program> parse(String template, String text, FunctionSet functions) throws TemplateException {
        return new Parser(new Tokens(template, text), functions).programs();
    }

    private Map<String, Program> programs() throws TemplateException {
        while (true) {
            Token token = tokens.next();
            if (token.kind() == Kind.TEXT) {
                code.text(token);
            } else if (token.kind() == Kind.LEFT) {
                action();
            } else if (token.kind() == Kind.EOF && open.isEmpty()) {
                add("", token);
                return Map.copyOf(programs);
            } else if (token.kind() == Kind.EOF) {
                throw tokens.error(token, "unexpected EOF: " + open.element().kind() + " has no {{end}}");
            } else {
                throw tokens.unexpected(token, "input");
            }
        }
    }

    private void action() throws TemplateException {
        Token token = tokens.peekNonSpace();
        if (token.kind() == Kind.DEFINE && open.isEmpty()) {
            tokens.next();
            define(token);
            return;
        }
        if (token.kind() != Kind.END) {
            code.notEmpty();
        }
        if (KEYWORDS.contains(token.kind())) {
            keyword(tokens.next());
        } else {
            boolean silent = !pipeline("command").isEmpty();
            code.add(silent ? new Op.Drop() : new Op.Print(), token.offset());
        }
    }

    private void keyword(Token token) throws TemplateException {
        switch (token.kind()) {
            case IF -> begin(Block.Kind.IF, token, false);
            case WITH -> begin(Block.Kind.WITH, token, false);
            case RANGE -> begin(Block.Kind.RANGE, token, false);
            case ELSE -> otherwise(token);
            case END -> end(token);
            case BREAK, CONTINUE -> jump(token);
            case TEMPLATE -> include(token);
            case BLOCK -> block(token);
            case TEXT, LEFT, RIGHT, SPACE, ASSIGN, DECLARE, PIPE, CHAR, LEFT_PAREN, RIGHT_PAREN, STRING, RAW_STRING, CHAR_CONSTANT, NUMBER,
                    COMPLEX, BOOL, NIL, DOT, FIELD, VARIABLE, IDENTIFIER, DEFINE, ERROR, EOF -> throw tokens.unexpected(token, "command");
        }
    }

    private PipelineParser.Variables pipeline(String context) throws TemplateException {
        return new PipelineParser(tokens, scope, code, functions).parse(context);
    }

    private void begin(Block.Kind kind, Token token, boolean chained) throws TemplateException {
        int mark = scope.mark();
        code.add(new Op.Enter(), token.offset());
        var variables = pipeline(kind.toString());
        var block = new Block(kind, token, mark, chained, variables, code, scope);
        block.open();
        open.push(block);
    }

    private void otherwise(Token token) throws TemplateException {
        if (open.isEmpty()) {
            throw tokens.error(token, "unexpected {{else}}");
        }
        Block block = open.element();
        if (block.kind().isTemplate()) {
            throw tokens.error(token, "unexpected {{else}} in " + block.kind() + " clause");
        }
        if (block.inElse()) {
            throw tokens.error(token, "expected end; found {{else}}");
        }
        block.otherwise();
        Token next = tokens.peekNonSpace();
        Kind chain = block.kind() == Block.Kind.WITH ? Kind.WITH : Kind.IF;
        if (next.kind() == chain && block.kind() != Block.Kind.RANGE) {
            begin(block.kind(), tokens.next(), true);
        } else {
            tokens.expect(Kind.RIGHT, "else");
        }
    }

    private void end(Token token) throws TemplateException {
        tokens.expect(Kind.RIGHT, "end");
        if (open.isEmpty()) {
            throw tokens.error(token, "unexpected {{end}}");
        }
        Block block = open.pop();
        while (block.chained()) {
            leave(block);
            block = open.pop();
        }
        leave(block);
        if (block.kind().isTemplate()) {
            add(block.template(), token);
            code = block.code();
            scope = block.scope();
        }
        if (block.kind() == Block.Kind.BLOCK) {
            code.add(new Op.Include(block.template()), block.begin().offset());
        }
    }

    private void leave(Block block) {
        if (!block.kind().isTemplate()) {
            block.end();
            scope.release(block.mark());
        }
    }

    /** {@code break} and {@code continue}: leaves the blocks up to the range that is meant, and goes to its end or its next element. */
    private void jump(Token token) throws TemplateException {
        boolean leaves = token.kind() == Kind.BREAK;
        tokens.expect(Kind.RIGHT, "{{" + token.text() + "}}");
        if (!insideRange()) {
            throw tokens.error(token, "{{" + token.text() + "}} outside {{range}}");
        }
        for (Block block : open) {
            if (block.kind() == Block.Kind.RANGE && leaves) {
                block.endsFrom(code.reserve(token.offset()));
                return;
            }
            if (block.kind() == Block.Kind.RANGE && !block.inElse()) {
                code.add(new Op.Jump(block.next()), token.offset());
                return;
            }
            code.add(new Op.Leave(), token.offset());
        }
    }

    private boolean insideRange() {
        for (Block block : open) {
            if (block.kind().isTemplate()) {
                return false;
            }
            if (block.kind() == Block.Kind.RANGE && !block.inElse()) {
                return true;
            }
        }
        return false;
    }

    private void include(Token token) throws TemplateException {
        String name = templateName("template clause");
        if (tokens.peekNonSpace().kind() == Kind.RIGHT) {
            tokens.next();
            code.add(new Op.Push(null), token.offset());
        } else {
            pipeline("template clause");
        }
        code.add(new Op.Include(name), token.offset());
    }

    private void block(Token token) throws TemplateException {
        String name = templateName("block clause");
        pipeline("block clause");
        template(Block.Kind.BLOCK, name, token);
    }

    private void define(Token token) throws TemplateException {
        String name = templateName("define clause");
        tokens.expect(Kind.RIGHT, "define clause");
        template(Block.Kind.DEFINE, name, token);
    }

    private void template(Block.Kind kind, String name, Token token) {
        open.push(new Block(kind, token, name, code, scope));
        code = new Program.Writer();
        scope = new Scope();
    }

    private String templateName(String context) throws TemplateException {
        Token token = tokens.nextNonSpace();
        if (token.kind() != Kind.STRING && token.kind() != Kind.RAW_STRING) {
            throw tokens.unexpected(token, context);
        }
        try {
            return Quoting.unquote(token.text());
        } catch (Quoting.Unreadable e) {
            throw tokens.error(token, e.getMessage());
        }
    }

    private void add(String name, Token end) throws TemplateException {
        var program = code.program(name, end.offset());
        var before = programs.get(name);
        if (before == null || before.isEmpty()) {
            programs.put(name, program);
        } else if (!program.isEmpty()) {
            throw tokens.error(end, "template: multiple definition of template " + Quoting.quote(name, '"', false));
        }
    }
}
