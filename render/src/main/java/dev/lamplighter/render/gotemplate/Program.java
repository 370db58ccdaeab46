package dev.lamplighter.render.gotemplate;

import java.util.ArrayList;
import java.util.List;

/** A template as a flat list of steps. Immutable. */
final class Program {

    private final String name;
    private final Op[] ops;
    private final int[] offsets;
    private final boolean empty;

    private Program(String name, Op[] ops, int[] offsets, boolean empty) {
        this.name = name;
        this.ops = ops;
        this.offsets = offsets;
        this.empty = empty;
    }

    String name() {
        return name;
    }

    Op op(int index) {
        return ops[index];
    }

    /** Where in the text the step at {@code index} stands. */
    int offset(int index) {
        return offsets[index];
    }

    /** Whether there is nothing in it but blanks and comments; such a definition never replaces another. */
    boolean isEmpty() {
        return empty;
    }

    /** A program while it is written. */
    static final class Writer {

        private final List<Op> ops = new ArrayList<>();
        private final List<Integer> offsets = new ArrayList<>();
        private boolean empty = true;

        /** Adds a step and returns its index. */
        int add(Op op, int offset) {
            ops.add(op);
            offsets.add(offset);
            return ops.size() - 1;
        }

        /** Keeps the place of a step whose target is not known yet. */
        int reserve(int offset) {
            return add(new Op.Jump(0), offset);
        }

        /** Puts the step into a place that was reserved. */
        void fill(int index, Op op) {
            ops.set(index, op);
        }

        /** The index of the next step. */
        int here() {
            return ops.size();
        }

        void text(Token token) {
            empty &= token.text().codePoints().allMatch(Unicode::isSpace);
            add(new Op.Text(token.text()), token.offset());
        }

        /** Says that there is an action in it, whatever steps that makes. */
        void notEmpty() {
            empty = false;
        }

        Program program(String name, int end) {
            add(new Op.Return(), end);
            return new Program(name, ops.toArray(Op[]::new), offsets.stream().mapToInt(Integer::intValue).toArray(), empty);
        }
    }
}
