package dev.lamplighter.render.gotemplate;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;

/** Runs the programs of a template once, with a stack of values, of open blocks and of calling templates. */
final class Machine {

    private final Map<String, Program> programs;
    private final Limits limits;
    private final Meter meter;
    private final Output out;
    private final Printer printer;
    private final Functions functions;
    private final Variables variables;
    private final Deque<Block> blocks = new ArrayDeque<>();
    private final Deque<Caller> callers = new ArrayDeque<>();
    private Object[] stack = new Object[16];
    private int top;
    private Program program;
    private int at;
    private Object dot;

    Machine(Map<String, Program> programs, Program main, Object data, Limits limits) {
        this.programs = programs;
        this.limits = limits;
        this.meter = new Meter(limits);
        this.out = new Output(limits.output(), meter);
        this.printer = new Printer(out);
        this.functions = new Functions(out);
        this.variables = new Variables(meter);
        this.program = main;
        this.dot = data;
        variables.push("$", data);
    }

    /** A block that was entered: what to go back to at its end, and where its range is. */
    private static final class Block {
        final int mark;
        final Object dot;
        Cursor cursor = new Cursor.Count(0);
        int bodyMark;

        Block(int mark, Object dot) {
            this.mark = mark;
            this.dot = dot;
        }
    }

    /** Where to go on when a template has ended. */
    private record Caller(Program program, int at, Object dot, int hidden) {}

    /** Runs to the end; returns what was written. */
    String run() throws Fault {
        while (true) {
            Op op = program.op(at++);
            meter.spend(1);
            if (op instanceof Op.Return && callers.isEmpty()) {
                return out.toString();
            }
            step(op);
        }
    }

    /** Where in the text the machine is. */
    int offset() {
        return program.offset(at - 1);
    }

    private void step(Op op) throws Fault {
        switch (op) {
            case Op.Text text -> out.add(text.text());
            case Op.Push push -> push(push.value());
            case Op.Dot _ -> push(dot);
            case Op.Load load -> push(variables.get(load.variable()));
            case Op.Field field -> push(field(pop(), field.name()));
            case Op.Print _ -> print(pop());
            case Op.Call call -> push(functions.call(call.function(), arguments(call)));
            case Op.Declare declare -> variables.push(declare.variable(), stack[top - 1]);
            case Op.Assign assign -> variables.set(assign.variable(), stack[top - 1]);
            case Op.Decided decided -> decide(decided);
            case Op.DropBelow _ -> {
                Object value = pop();
                stack[top - 1] = value;
            }
            case Op.Drop _ -> pop();
            case Op.Jump jump -> at = jump.target();
            case Op.JumpIfFalse jump -> at = Values.truth(pop()) ? at : jump.target();
            case Op.Enter _ -> blocks.push(new Block(variables.mark(), dot));
            case Op.Leave _ -> leave(blocks.pop());
            case Op.With with -> with(pop(), with.otherwise());
            case Op.RangeStart range -> start(range);
            case Op.RangeNext range -> next(range);
            case Op.Include include -> include(include.template());
            case Op.Return _ -> leave(callers.pop());
            case Op.Fail fail -> throw new Fault(fail.message());
        }
    }

    private void push(Object value) {
        if (top == stack.length) {
            stack = Arrays.copyOf(stack, 2 * top);
        }
        stack[top++] = value;
    }

    private Object pop() {
        return stack[--top];
    }

    private void print(Object value) throws Fault {
        if (value instanceof String text) {
            out.add(text);
        } else if (value == null) {
            out.add("<no value>");
        } else {
            printer.value(value, 'v');
        }
    }

    private Object[] arguments(Op.Call call) {
        int first = top - call.arguments();
        Object[] arguments;
        if (call.piped()) {
            arguments = Arrays.copyOfRange(stack, first, top + 1);
            arguments[call.arguments()] = stack[--first];
        } else {
            arguments = Arrays.copyOfRange(stack, first, top);
        }
        top = first;
        return arguments;
    }

    private static Object field(Object value, String name) throws Fault {
        return switch (value) {
            case Map<?, ?> map -> entry(map, name);
            case StringMap map -> entry(map.entries(), name);
            case null -> throw new Fault("nil data; no entry for key \"" + name + "\"");
            default -> throw new Fault("can't evaluate field " + name + " in type " + Values.type(value));
        };
    }

    private static Object entry(Map<?, ?> map, String name) throws Fault {
        Object value = map.get(name);
        if (value == null && !map.containsKey(name)) {
            throw Fault.missing(name);
        }
        return value;
    }

    private void decide(Op.Decided decided) throws Fault {
        if (Values.truth(stack[top - 1]) == decided.truth()) {
            at = decided.target();
        } else {
            pop();
        }
    }

    private void leave(Block block) {
        variables.release(block.mark);
        dot = block.dot;
    }

    private void with(Object value, int otherwise) throws Fault {
        if (Values.truth(value)) {
            dot = value;
        } else {
            at = otherwise;
        }
    }

    private void start(Op.RangeStart range) throws Fault {
        Block block = blocks.element();
        block.cursor = Cursor.over(pop(), range.variables(), meter);
        block.bodyMark = variables.mark();
        if (block.cursor.isEmpty()) {
            at = range.otherwise();
        }
    }

    private void next(Op.RangeNext range) throws Fault {
        Block block = blocks.element();
        variables.release(block.bodyMark);
        Cursor cursor = block.cursor;
        if (!cursor.next()) {
            at = range.end();
            return;
        }
        dot = cursor.element();
        var names = range.variables();
        for (int i = 0; i < names.size(); i++) {
            boolean last = i == names.size() - 1;
            Object value = last ? dot : cursor.key();
            if (range.assigns()) {
                variables.set(names.get(i), value);
            } else {
                variables.setFromTop(last ? 0 : 1, value);
            }
        }
    }

    private void include(String template) throws Fault {
        Program included = programs.get(template);
        if (included == null) {
            throw new Fault("template " + Quoting.quote(template, '"', false) + " not defined");
        }
        if (callers.size() >= limits.calls()) {
            throw new Fault("exceeded maximum template depth (" + limits.calls() + ")");
        }
        callers.push(new Caller(program, at, dot, variables.hide()));
        dot = pop();
        variables.push("$", dot);
        program = included;
        at = 0;
    }

    private void leave(Caller caller) {
        variables.reveal(caller.hidden());
        dot = caller.dot();
        program = caller.program();
        at = caller.at();
    }
}
