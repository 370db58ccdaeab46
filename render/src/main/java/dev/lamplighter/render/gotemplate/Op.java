package dev.lamplighter.render.gotemplate;

import java.util.List;

/**
 * One step of a {@link Program}. Targets are indexes of steps in the same program. What a step takes from and leaves on the stack of values
 * stands with it as {@code before → after}.
 */
sealed interface Op {

    /** Writes text to the output. */
    record Text(String text) implements Op {}

    /** {@code → value}; the value is null for nil. */
    record Push(Object value) implements Op {}

    /** {@code → dot} */
    record Dot() implements Op {}

    /** {@code → value of the variable} */
    record Load(String variable) implements Op {}

    /** {@code map → its entry of that name} */
    record Field(String name) implements Op {}

    /** Makes a variable of this name: {@code value → value}. */
    record Declare(String variable) implements Op {}

    /** Changes a variable: {@code value → value}. */
    record Assign(String variable) implements Op {}

    /** {@code arguments → result}; if {@code piped}, the last argument lies below the others. */
    record Call(TemplateFunction function, int arguments, boolean piped) implements Op {}

    /** {@code and} and {@code or}: goes to {@code target} if the value's truth is {@code truth}, {@code value → value}; else {@code value →}. */
    record Decided(boolean truth, int target) implements Op {}

    /** {@code below, value → value} */
    record DropBelow() implements Op {}

    /** {@code value →} */
    record Drop() implements Op {}

    /** Writes a value to the output: {@code value →}. */
    record Print() implements Op {}

    record Jump(int target) implements Op {}

    /** {@code value →} */
    record JumpIfFalse(int target) implements Op {}

    /** Begins a block: remembers dot and the variables. */
    record Enter() implements Op {}

    /** Ends a block: restores dot, forgets the variables made in it. */
    record Leave() implements Op {}

    /** Makes a true value dot, goes to {@code otherwise} with an empty one: {@code value →}. */
    record With(int otherwise) implements Op {}

    /** Begins to go through a list, map or number, or goes to {@code otherwise} if there is nothing in it: {@code value →}. */
    record RangeStart(int variables, int otherwise) implements Op {}

    /** Sets dot and the variables to the next element, or goes to {@code end}. */
    record RangeNext(List<String> variables, boolean assigns, int end) implements Op {}

    /** Runs another template: {@code dot for it →}. */
    record Include(String template) implements Op {}

    /** Ends this template. */
    record Return() implements Op {}

    /** A mistake that Go only sees when it gets there. */
    record Fail(String message) implements Op {}
}
