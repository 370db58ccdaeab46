package dev.lamplighter.boot.machine;

import dev.lamplighter.model.BootIntent;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Subscription;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.catalog.Catalog;
import dev.lamplighter.store.catalog.CatalogStore;
import dev.lamplighter.store.state.Intent;
import dev.lamplighter.store.state.MachineState;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * From where each declared machine boots now: what was set last, or what its file says where that says something else since. This is the one
 * answer that DHCP, TFTP and HTTP ask for. For any thread; waits for nothing.
 */
public final class BootIntents {

    private final Optional<Kept> kept;

    private record Kept(MachineState state, Clock clock, Events events) {}

    private BootIntents(Optional<Kept> kept) {
        this.kept = kept;
    }

    public BootIntents(MachineState state, Clock clock, Events events) {
        this(Optional.of(new Kept(state, clock, events)));
    }

    /** Every machine boots as its file says, and nothing changes that. */
    public static BootIntents ofFiles() {
        return new BootIntents(Optional.empty());
    }

    public BootIntent current(Machine machine) {
        return set(machine).map(Intent::current).orElse(machine.boot());
    }

    private Optional<Intent> set(Machine machine) {
        return kept.flatMap(it -> it.state().intent(machine.id())).filter(intent -> intent.holdsFor(machine));
    }

    public boolean bootsFromDisk(Machine machine) {
        return current(machine) == BootIntent.DISK;
    }

    /** Sends {@code machine} to its disk from its next boot on. {@code why} ends a sentence that begins with its name. */
    public void toDisk(Machine machine, String why) {
        if (kept.isEmpty() || bootsFromDisk(machine)) {
            return;
        }
        Kept it = kept.get();
        it.state().put(Intent.of(machine, BootIntent.DISK, it.clock().instant(), why));
        it.events().publish(new BootEvent.Notice(it.events().stamp(), BootEvent.Notice.Level.INFO, "boot-intent", machine.id() + " " + why
                + " and boots from its disk from now on; lamplighter machines boot " + machine.id() + " netboot-once boots it from the network again"));
    }

    /** Tells when all that was set until now is durable, or why it is not yet. */
    CompletableFuture<Optional<StoreException>> saved() {
        return kept.map(it -> it.state().saved()).orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    /** The token by which {@code machine} may tell that it has been installed; empty where none could be kept. */
    public String token(Machine machine) {
        return kept.map(it -> it.state().token(machine.id())).orElse("");
    }

    /** The name of the machine whose token this is. */
    Optional<String> ownerOf(String token) {
        return kept.flatMap(it -> it.state().ownerOf(token));
    }

    /** Of which machine {@code token} was until it was spent lately. */
    Optional<String> formerOwnerOf(String token) {
        return kept.flatMap(it -> it.state().formerOwnerOf(token));
    }

    /** Whether {@code token} is that of {@code machine}; if so it is worth nothing from now on. */
    boolean spend(Machine machine, String token) {
        return kept.filter(it -> it.state().spend(machine.id(), token)).isPresent();
    }

    /** Lets go of what was set for machines whose files now say something else, or that are others by now. */
    public Subscription follow(CatalogStore store) {
        return store.watch(this::letGo);
    }

    void letGo(Catalog catalog) {
        kept.ifPresent(it -> it.state().intents().stream()
                .filter(intent -> catalog.machines().named(intent.machine()).filter(machine -> !intent.holdsFor(machine)).isPresent())
                .forEach(intent -> it.state().forget(intent.machine())));
    }
}
