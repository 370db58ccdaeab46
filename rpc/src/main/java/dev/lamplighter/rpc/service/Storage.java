package dev.lamplighter.rpc.service;

import dev.lamplighter.model.Reason;
import dev.lamplighter.rpc.service.Answer.Done;
import dev.lamplighter.rpc.service.Answer.Later;
import dev.lamplighter.rpc.service.Answer.Promised;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.catalog.Actor;
import dev.lamplighter.store.catalog.Catalog;
import dev.lamplighter.store.catalog.CatalogStore;
import dev.lamplighter.store.catalog.Change;
import dev.lamplighter.store.catalog.Stored;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

/** The store as the services use it: one change or one object a call, and all its trouble as refusals. */
record Storage(CatalogStore catalog, Refusals refusals) {

    private static final int KIBIBYTES_OF_AN_OBJECT = 1;

    /** Makes the change that a message asks for. */
    interface Making {
        Change change() throws StoreException;
    }

    <A> Answer<A> change(Making making, A done, Actor by) {
        return change(making, done, by, Optional.empty());
    }

    <A> Answer<A> change(Making making, A done, Actor by, Optional<Reason> warning) {
        return new Promised<>(() -> {
            Change change;
            try {
                change = making.change();
            } catch (StoreException trouble) {
                return CompletableFuture.completedFuture(refusals.of(trouble));
            }
            return catalog.begin(List.of(change), OptionalLong.empty(), by).handle((committed, failed) -> {
                if (failed == null) {
                    return new Done<>(done, committed.changes(), warning);
                }
                return refusals.of(trouble(failed));
            });
        });
    }

    private static StoreException trouble(Throwable failed) {
        Throwable cause = failed instanceof CompletionException passed ? passed.getCause() : failed;
        return cause instanceof StoreException trouble ? trouble
                : new StoreException(StoreException.Kind.FAILED, "the change could not be written: " + cause, cause);
    }

    /** A list of the catalog, weighed before it is made. */
    <T, A> Answer<A> list(Function<Catalog, List<T>> listed, Function<List<T>, A> message) {
        return new Later<>(() -> {
            List<T> all = listed.apply(catalog.current());
            return new Later<>(all.size() * KIBIBYTES_OF_AN_OBJECT, () -> new Done<>(message.apply(all)));
        });
    }

    /** At once where nothing must be read for it. Of a broken file the version in service, where there is one: clients take any error for a missing object. */
    <T, A> Answer<A> read(Optional<T> ready, Supplier<Stored<T>> reading, Function<Catalog, Optional<T>> inService, Function<T, A> message) {
        return ready.<Answer<A>>map(value -> new Done<>(message.apply(value))).orElseGet(() -> readNow(reading, inService, message));
    }

    <T, A> Answer<A> read(Supplier<Stored<T>> reading, Function<T, A> message) {
        return readNow(reading, none -> Optional.empty(), message);
    }

    private <T, A> Answer<A> readNow(Supplier<Stored<T>> reading, Function<Catalog, Optional<T>> inService, Function<T, A> message) {
        return new Later<>(() -> switch (reading.get()) {
            case Stored.Found<T>(T value) -> new Done<>(message.apply(value));
            case Stored.Missing<T> missing -> refusals.of(missing);
            case Stored.Broken<T> broken -> inService.apply(catalog.current())
                    .<Answer<A>>map(value -> new Done<>(message.apply(value))).orElseGet(() -> refusals.of(broken));
        });
    }
}
