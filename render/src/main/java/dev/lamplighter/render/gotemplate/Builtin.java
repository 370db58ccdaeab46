package dev.lamplighter.render.gotemplate;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Go's own functions, with the number of arguments each takes. */
enum Builtin implements TemplateFunction {
    AND("and", 1, TemplateFunction.ANY), OR("or", 1, TemplateFunction.ANY), NOT("not", 1, 1), LEN("len", 1, 1), INDEX("index", 1, TemplateFunction.ANY),
    SLICE("slice", 1, TemplateFunction.ANY), CALL("call", 1, TemplateFunction.ANY), HTML("html", 0, TemplateFunction.ANY), JS("js", 0, TemplateFunction.ANY),
    URLQUERY("urlquery", 0, TemplateFunction.ANY), PRINT("print", 0, TemplateFunction.ANY), PRINTF("printf", 1, TemplateFunction.ANY),
    PRINTLN("println", 0, TemplateFunction.ANY), EQ("eq", 1, TemplateFunction.ANY), NE("ne", 2, 2), LT("lt", 2, 2), LE("le", 2, 2), GT("gt", 2, 2), GE("ge", 2, 2);

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

    @Override
    public String word() {
        return word;
    }

    @Override
    public int fewest() {
        return fewest;
    }

    @Override
    public int most() {
        return most;
    }
}
