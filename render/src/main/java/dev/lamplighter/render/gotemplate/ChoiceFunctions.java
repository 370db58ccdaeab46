package dev.lamplighter.render.gotemplate;

/** Extended functions that choose between values. Empty is what {@code if} takes for false. */
final class ChoiceFunctions {

    private ChoiceFunctions() {}

    /** {@code default "x" .y}: y, or x where y is empty. */
    static Object defaulted(Arguments given) throws Fault {
        return Values.truth(given.value(1)) ? given.value(1) : given.value(0);
    }

    /** The first that is not empty, or nil. */
    static Object coalesce(Arguments given) throws Fault {
        for (Object value : given.from(0)) {
            if (Values.truth(value)) {
                return value;
            }
        }
        return null;
    }

    /** {@code ternary "yes" "no" .condition} */
    static Object ternary(Arguments given) throws Fault {
        return Values.truth(given.value(2)) ? given.value(0) : given.value(1);
    }

    static Object empty(Arguments given) throws Fault {
        return !Values.truth(given.value(0));
    }

    /** Ends the rendering with a sentence of the template's author. */
    static Object fail(Arguments given) throws Fault {
        throw given.fault(given.text(0));
    }
}
