package dev.lamplighter.render.gotemplate;

import java.util.Optional;

/** Something went wrong while executing; the machine adds the place and makes a {@link TemplateException} of it. */
final class Fault extends Exception {

    private final transient Optional<String> missingKey;

    Fault(String message) {
        this(message, Optional.empty());
    }

    private Fault(String message, Optional<String> missingKey) {
        super(message, null, false, false);
        this.missingKey = missingKey;
    }

    static Fault missing(String key) {
        return new Fault("map has no entry for key \"" + key + "\"", Optional.of(key));
    }

    Optional<String> missingKey() {
        return missingKey;
    }
}
