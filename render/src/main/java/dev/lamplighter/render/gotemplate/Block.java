package dev.lamplighter.render.gotemplate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A block of the template that has not ended yet, with the steps in it whose targets are not known yet. */
final class Block {

    enum Kind {
        IF, WITH, RANGE, DEFINE, BLOCK;

        /** Whether what is inside is a template of its own. */
        boolean isTemplate() {
            return this == DEFINE || this == BLOCK;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Kind kind;
    private final Token begin;
    private final String template;
    private final int mark;
    private final boolean chained;
    private final PipelineParser.Variables variables;
    private final Program.Writer code;
    private final Scope scope;
    private final List<Integer> ends = new ArrayList<>(1);
    private boolean inElse;
    private int test;
    private int next;

    /**
     * @param mark the variables before it
     * @param chained whether it is the {@code if} of an {@code else if}, which ends together with the block around it
     */
    Block(Kind kind, Token begin, int mark, boolean chained, PipelineParser.Variables variables, Program.Writer code, Scope scope) {
        this(kind, begin, "", mark, chained, variables, code, scope);
    }

    /** A template; code and scope are those around it. */
    Block(Kind kind, Token begin, String template, Program.Writer code, Scope scope) {
        this(kind, begin, template, 0, false, new PipelineParser.Variables(List.of(), false), code, scope);
    }

    private Block(Kind kind, Token begin, String template, int mark, boolean chained, PipelineParser.Variables variables, Program.Writer code,
            Scope scope) {
        this.kind = kind;
        this.begin = begin;
        this.template = template;
        this.mark = mark;
        this.chained = chained;
        this.variables = variables;
        this.code = code;
        this.scope = scope;
    }

    /** After the pipeline: reserves the step that looks at its value. */
    void open() {
        test = code.reserve(begin.offset());
        if (kind == Kind.RANGE) {
            next = code.reserve(begin.offset());
        }
    }

    /** Between the body and the {@code else} branch. */
    void otherwise() {
        finishBody();
        test(code.here());
        inElse = true;
    }

    /** At the {@code end}. */
    void end() {
        if (!inElse) {
            finishBody();
            test(code.here());
        }
        int end = code.add(new Op.Leave(), begin.offset());
        ends.forEach(place -> code.fill(place, new Op.Jump(end)));
        if (kind == Kind.RANGE) {
            code.fill(next, new Op.RangeNext(variables.names(), variables.assigns(), end));
        }
    }

    private void finishBody() {
        if (kind == Kind.RANGE) {
            code.add(new Op.Jump(next), begin.offset());
        } else {
            ends.add(code.reserve(begin.offset()));
        }
    }

    private void test(int otherwise) {
        code.fill(test, switch (kind) {
            case IF -> new Op.JumpIfFalse(otherwise);
            case WITH -> new Op.With(otherwise);
            case RANGE -> new Op.RangeStart(variables.names().size(), otherwise);
            case DEFINE, BLOCK -> throw new IllegalStateException("a template has no condition");
        });
    }

    /** A reserved step that will go to the end of this block. */
    void endsFrom(int place) {
        ends.add(place);
    }

    /** The step that takes a range's next element. */
    int next() {
        return next;
    }

    Kind kind() {
        return kind;
    }

    Token begin() {
        return begin;
    }

    String template() {
        return template;
    }

    int mark() {
        return mark;
    }

    boolean chained() {
        return chained;
    }

    boolean inElse() {
        return inElse;
    }

    Program.Writer code() {
        return code;
    }

    Scope scope() {
        return scope;
    }
}
