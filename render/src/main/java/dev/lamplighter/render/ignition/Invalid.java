package dev.lamplighter.render.ignition;

/** A file is not a valid Ignition configuration. */
final class Invalid extends Exception {

    private final int offset;

    /**
     * @param problem what is wrong, with the path of the field
     * @param offset where in the text, in UTF-16 units
     */
    Invalid(String problem, int offset) {
        super(problem, null, false, false);
        this.offset = offset;
    }

    int offset() {
        return offset;
    }
}
