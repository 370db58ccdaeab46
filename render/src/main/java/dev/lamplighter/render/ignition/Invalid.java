package dev.lamplighter.render.ignition;

/** A file is not a valid Ignition configuration. */
final class Invalid extends Exception {

    private final int offset;

    private Invalid(String problem, int offset) {
        super(problem, null, false, false);
        this.offset = offset;
    }

    /**
     * What is wrong at a path.
     *
     * @param path such as {@code storage.files.0.path}, which a message shows as {@code storage.files[0].path}
     * @param offset where in the text, in UTF-16 units
     */
    static Invalid at(String path, String problem, int offset) {
        return new Invalid(path.replaceAll("\\.(\\d+)(?=\\.|$)", "[$1]") + ": " + problem, offset);
    }

    static Invalid of(Finding finding) {
        Origin place = finding.origin() instanceof Origin.Offset ? finding.origin() : finding.around();
        return at(finding.path(), finding.message(), place instanceof Origin.Offset offset ? offset.units() : 0);
    }

    int offset() {
        return offset;
    }
}
