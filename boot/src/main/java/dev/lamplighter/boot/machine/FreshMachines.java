package dev.lamplighter.boot.machine;

import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Responder;
import dev.lamplighter.store.catalog.Catalog;
import dev.lamplighter.store.catalog.CatalogStore;
import java.util.function.Supplier;

/** The machines as their files say when a question arrives, for doors that ask on an event loop. */
public final class FreshMachines implements Supplier<Inventory> {

    private final CatalogStore store;
    private volatile Inventory last = Inventory.empty();

    public FreshMachines(CatalogStore store) {
        this.store = store;
    }

    /** The machines, without waiting: as they were found last where files have just changed. */
    @Override
    public Inventory get() {
        ready();
        return last;
    }

    private boolean ready() {
        var catalog = store.currentIfReady();
        catalog.map(Catalog::machines).ifPresent(now -> last = now);
        return catalog.isPresent();
    }

    /** Answers as {@code then} does, and where files have just changed, after they were read. */
    public <Q, A> Responder<Q, A> before(Responder<Q, A> then) {
        return (asked, arrival) -> ready() ? then.answer(asked, arrival) : new Outcome.Later<>(() -> {
            last = store.current().machines();
            Outcome<A> outcome = then.answer(asked, arrival);
            while (outcome instanceof Outcome.Later<A> later) {
                outcome = later.work().call();
            }
            return outcome;
        });
    }
}
