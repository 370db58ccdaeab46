package dev.lamplighter.console.service;

import dev.lamplighter.model.event.Doer;

/** Who asks at the admin door; {@code trusted} says whether it may change something, and see what configures machines. */
public record Caller(Doer who, boolean trusted) {

    /** For people: the name, or where it asks from. */
    String told() {
        return who.name().isEmpty() ? who.from().orElse("somebody") : who.name();
    }
}
