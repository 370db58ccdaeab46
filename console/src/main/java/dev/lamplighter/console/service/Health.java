package dev.lamplighter.console.service;

import dev.lamplighter.console.service.Page.Document;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether the process lives and whether it can serve, as orchestrators ask. {@code unready} says why it cannot just now, if so, and never waits. */
public record Health(Supplier<Optional<String>> unready) {

    static final String ALIVE = "/healthz";
    static final String READY = "/readyz";

    private static final int UNREADY = 503;

    Document alive() {
        return Document.plain(200, "ok");
    }

    Document ready() {
        return unready.get().map(why -> Document.plain(UNREADY, why)).orElseGet(() -> Document.plain(200, "ok"));
    }
}
