package dev.lamplighter.render.gotemplate;

import java.util.ArrayList;
import java.util.List;

/** One stage of a pipeline while it is parsed: a function with arguments, or a value alone. Writes the steps that use its operands. */
final class Command {

    /** What its first operand is; only functions can take arguments. */
    enum Head { CONSTANT, NIL, VALUE, FIELD, FUNCTION }

    private final Token begin;
    private final boolean piped;
    private final Program.Writer code;
    private final List<Integer> decisions = new ArrayList<>(0);
    private Head head = Head.VALUE;
    private TemplateFunction function = Builtin.PRINT;
    private int operands;

    /**
     * @param begin its first token
     * @param piped whether the value of the stage before is its last argument
     */
    Command(Token begin, boolean piped, Program.Writer code) {
        this.begin = begin;
        this.piped = piped;
        this.code = code;
    }

    Token begin() {
        return begin;
    }

    boolean isEmpty() {
        return operands == 0;
    }

    boolean isConstant() {
        return head == Head.CONSTANT || head == Head.NIL;
    }

    /** Before an operand's own steps: {@code and} and {@code or} may be decided by the argument before it. */
    void beginOperand() {
        if (shortCircuits() && operands > 1) {
            decide();
        }
    }

    /** Counts an operand whose steps leave a value. */
    void operand(Head kind) {
        if (operands == 0) {
            head = kind;
        }
        operands++;
    }

    /** The first operand is a function that takes the others as arguments. */
    void function(TemplateFunction named) {
        operand(Head.FUNCTION);
        function = named;
    }

    /** Writes what is to be done once all operands are on the stack. */
    void finish() {
        boolean hasArguments = operands > 1 || piped;
        switch (head) {
            case FUNCTION -> call(operands - 1);
            case NIL -> fail("nil is not a command");
            case FIELD -> {
                if (hasArguments) {
                    fail(begin.text() + " is not a method but has arguments");
                }
            }
            case CONSTANT, VALUE -> {
                if (hasArguments) {
                    fail("can't give argument to non-function " + begin.text());
                }
            }
        }
    }

    private void fail(String message) {
        code.add(new Op.Fail(message), begin.offset());
    }

    private void call(int arguments) {
        if (!shortCircuits() || arguments + (piped ? 1 : 0) == 0) {
            code.add(function.callWith(arguments, piped), begin.offset());
        } else if (!piped) {
            decisionsGoTo(code.here());
        } else if (arguments > 0) {
            decide();
            int undecided = code.reserve(begin.offset());
            decisionsGoTo(code.here());
            code.add(new Op.DropBelow(), begin.offset());
            code.fill(undecided, new Op.Jump(code.here()));
        }
    }

    private boolean shortCircuits() {
        return head == Head.FUNCTION && (function == Builtin.AND || function == Builtin.OR);
    }

    private void decide() {
        decisions.add(code.reserve(begin.offset()));
    }

    private void decisionsGoTo(int target) {
        decisions.forEach(place -> code.fill(place, new Op.Decided(function == Builtin.OR, target)));
    }
}
