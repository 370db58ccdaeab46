package dev.lamplighter.rpc.service;

import static java.util.Locale.ROOT;

import dev.lamplighter.model.Reason;
import dev.lamplighter.rpc.service.Answer.Refused;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.StoreException.Kind;
import dev.lamplighter.store.catalog.Stored;

/**
 * How the store's trouble is told. Matchbox says {@code UNKNOWN} to all of it, and its clients decide by that; our own service tells each trouble
 * by its code. The texts are the same.
 */
enum Refusals {
    MATCHBOX, OWN;

    <M> Refused<M> of(StoreException trouble) {
        return new Refused<>(code(trouble.kind()), trouble.getMessage(),
                new Reason("store-" + trouble.kind().name().toLowerCase(ROOT).replace('_', '-'), trouble.getMessage()));
    }

    <M> Refused<M> of(Stored.Missing<?> missing) {
        return new Refused<>(code(Kind.MISSING), missing.sentence(), new Reason("store-missing", missing.sentence()));
    }

    <M> Refused<M> of(Stored.Broken<?> broken) {
        return new Refused<>(code(Kind.FAILED), broken.reason().sentence(), broken.reason());
    }

    /** A request without what it is about; it ends Matchbox's process. */
    static <M> Refused<M> empty(String what) {
        String text = "the request holds no " + what;
        return new Refused<>(Code.INVALID_ARGUMENT, text, new Reason("message-empty", text));
    }

    static <M> Refused<M> notFound(String text, Reason reason) {
        return new Refused<>(Code.NOT_FOUND, text, reason);
    }

    private Code code(Kind kind) {
        return switch (this) {
            case MATCHBOX -> Code.UNKNOWN;
            case OWN -> switch (kind) {
                case MISSING -> Code.NOT_FOUND;
                case BAD_NAME, BAD_OBJECT -> Code.INVALID_ARGUMENT;
                case READ_ONLY -> Code.FAILED_PRECONDITION;
                case NO_SPACE -> Code.RESOURCE_EXHAUSTED;
                case CONFLICT -> Code.ABORTED;
                case FAILED -> Code.UNKNOWN;
            };
        };
    }
}
