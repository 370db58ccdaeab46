package dev.lamplighter.render.gotemplate;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The functions that a template may call, with the number of arguments each takes. */
enum Builtin {
    AND("and", 1, Builtin.ANY), OR("or", 1, Builtin.ANY), NOT("not", 1, 1), LEN("len", 1, 1), INDEX("index", 1, Builtin.ANY),
    SLICE("slice", 1, Builtin.ANY), CALL("call", 1, Builtin.ANY), HTML("html", 0, Builtin.ANY), JS("js", 0, Builtin.ANY),
    URLQUERY("urlquery", 0, Builtin.ANY), PRINT("print", 0, Builtin.ANY), PRINTF("printf", 1, Builtin.ANY),
    PRINTLN("println", 0, Builtin.ANY), EQ("eq", 1, Builtin.ANY), NE("ne", 2, 2), LT("lt", 2, 2), LE("le", 2, 2), GT("gt", 2, 2), GE("ge", 2, 2);

    private static final int ANY = Integer.MAX_VALUE;

    private static final Map<String, Builtin> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(builtin -> builtin.word, Function.identity()));

    private final String word;
    private final int fewest;
    private final int most;

    Builtin(String word, int fewest, int most) {
        this.word = word;
        this.fewest = fewest;
        this.most = most;
    }

    static Optional<Builtin> named(String word) {
        return Optional.ofNullable(BY_NAME.get(word));
    }

    /** The step that calls it; a wrong number of arguments is a mistake that shows when the step is reached. */
    Op callWith(int arguments, boolean piped) {
        int all = arguments + (piped ? 1 : 0);
        if (all < fewest || all > most) {
            return new Op.Fail("wrong number of args for " + word + ": want " + (most == fewest ? "" : "at least ") + fewest + " got " + all);
        }
        return new Op.Call(this, arguments, piped);
    }
}
