package dev.lamplighter.render.gotemplate;

/** A function that a template may call: what it is called, and how many arguments it takes. */
sealed interface TemplateFunction permits Builtin, Extended {

    int ANY = Integer.MAX_VALUE;

    String word();

    int fewest();

    int most();

    /** The step that calls it; a wrong number of arguments is a mistake that shows when the step is reached. */
    default Op callWith(int arguments, boolean piped) {
        int all = arguments + (piped ? 1 : 0);
        if (all < fewest() || all > most()) {
            return new Op.Fail("wrong number of args for " + word() + ": want " + (most() == fewest() ? "" : "at least ") + fewest() + " got " + all);
        }
        return new Op.Call(this, arguments, piped);
    }
}
