package dev.lamplighter.render.gotemplate;

import java.util.Optional;

/** Which functions a template may call. None of them reads the environment, files, the network, the time or chance. */
public enum FunctionSet {

    /** Go's own functions, as in Matchbox: what renders here renders there. */
    MATCHBOX,

    /** Also those of {@link Extended}, most of which Sprig has by the same name and with the same order of arguments. */
    EXTENDED;

    Optional<TemplateFunction> named(String word) {
        Optional<TemplateFunction> builtin = Builtin.named(word).map(TemplateFunction.class::cast);
        return switch (this) {
            case MATCHBOX -> builtin;
            case EXTENDED -> builtin.or(() -> Extended.named(word));
        };
    }

    /** What to tell who calls a function that is not in the set. */
    String missing(String word) {
        String missing = "function \"" + word + "\" not defined";
        return this == MATCHBOX && Extended.named(word).isPresent() ? missing + " (it is one of the extended functions)" : missing;
    }
}
