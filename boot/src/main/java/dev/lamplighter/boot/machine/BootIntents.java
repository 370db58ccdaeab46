package dev.lamplighter.boot.machine;

import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.BootIntent;
import dev.lamplighter.model.IpAddress;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Subscription;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Doer;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.model.event.Version;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.catalog.Catalog;
import dev.lamplighter.store.catalog.CatalogStore;
import dev.lamplighter.store.state.Intent;
import dev.lamplighter.store.state.MachineState;
import dev.lamplighter.store.state.Seen;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * From where each declared machine boots now: what was set last, or what its file says where that says something else since. This is the one
 * answer that DHCP, TFTP and HTTP ask for. For any thread; waits for nothing.
 */
public final class BootIntents {

    /** Stands for a token that is made when the machine boots in earnest. */
    private static final String TOKEN_TO_COME = "made-when-it-boots";

    private final Optional<Kept> kept;
    /** In a rehearsal, the machines that it sent to their disks. */
    private final Optional<Set<String>> rehearsed;

    private record Kept(MachineState state, Clock clock, Events events) {}

    private BootIntents(Optional<Kept> kept, Optional<Set<String>> rehearsed) {
        this.kept = kept;
        this.rehearsed = rehearsed;
    }

    public BootIntents(MachineState state, Clock clock, Events events) {
        this(Optional.of(new Kept(state, clock, events)), Optional.empty());
    }

    /** Every machine boots as its file says, and nothing changes that. */
    public static BootIntents ofFiles() {
        return new BootIntents(Optional.empty(), Optional.empty());
    }

    /** The same answers for a boot that does not happen: what it sets is known here alone, it makes and spends no token, and nobody is told. */
    public BootIntents rehearsal() {
        return new BootIntents(kept, Optional.of(ConcurrentHashMap.newKeySet()));
    }

    /** The UUID that a station showed when it booted last. */
    public Optional<UUID> uuidOf(Mac mac) {
        return kept.flatMap(it -> it.state().seen(mac)).flatMap(Seen::uuid);
    }

    public BootIntent current(Machine machine) {
        boolean sent = rehearsed.filter(machines -> machines.contains(machine.id())).isPresent();
        return sent ? BootIntent.DISK : set(machine).map(Intent::current).orElse(machine.boot());
    }

    private Optional<Intent> set(Machine machine) {
        return kept.flatMap(it -> it.state().intent(machine.id())).filter(intent -> intent.holdsFor(machine));
    }

    public boolean bootsFromDisk(Machine machine) {
        return current(machine) == BootIntent.DISK;
    }

    /** Sends {@code machine} to its disk from its next boot on, as it {@code asked}. {@code why} ends a sentence that begins with its name. */
    public void toDisk(Machine machine, String why, Arrival asked) {
        if (kept.isEmpty() || bootsFromDisk(machine)) {
            return;
        }
        if (rehearsed.isPresent()) {
            rehearsed.get().add(machine.id());
            return;
        }
        Kept it = kept.get();
        BootIntent before = current(machine);
        it.state().put(Intent.of(machine, BootIntent.DISK, it.clock().instant(), why));
        it.events().publish(new BootEvent.Notice(it.events().stamp(), BootEvent.Notice.Level.INFO, "boot-intent", machine.id() + " " + why
                + " and boots from its disk from now on; lamplighter machines boot " + machine.id() + " netboot-once boots it from the network again"));
        var address = Optional.ofNullable(asked.from().getAddress()).map(InetAddress::getHostAddress);
        changed(it, new Doer.Station(machine.id(), address), why, machine.id(), before, BootIntent.DISK);
    }

    private static void changed(Kept it, Doer by, String how, String machine, BootIntent before, BootIntent after) {
        it.events().publish(new BootEvent.Change(it.events().stamp(), by, how, "intents/" + machine, Optional.of(Version.of(before.key())), Optional.of(Version.of(after.key()))));
    }

    /** Tells when all that was set until now is durable, or why it is not yet. */
    CompletableFuture<Optional<StoreException>> saved() {
        return kept.map(it -> it.state().saved()).orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    /** The token by which {@code machine} may tell that it has been installed; empty where none could be kept. */
    public String token(Machine machine) {
        return kept.map(it -> rehearsed.isPresent() ? it.state().knownToken(machine.id()).orElse(TOKEN_TO_COME) : it.state().token(machine.id())).orElse("");
    }

    /** The name of the machine whose token this is. */
    Optional<String> ownerOf(String token) {
        return kept.flatMap(it -> it.state().ownerOf(token));
    }

    /** Of which machine {@code token} was until {@code by} spent it lately. */
    Optional<String> formerOwnerOf(String token, Optional<IpAddress> by, Instant now) {
        return kept.flatMap(it -> it.state().formerOwnerOf(token, by, now));
    }

    /** Whether {@code token} is that of {@code machine}; if so it is worth nothing from now on. {@code by} asks, at {@code now}. */
    boolean spend(Machine machine, String token, Optional<IpAddress> by, Instant now) {
        return kept.filter(it -> rehearsed.isPresent() ? it.state().knownToken(machine.id()).filter(token::equals).isPresent()
                : it.state().spend(machine.id(), token, by, now)).isPresent();
    }

    /** Lets go of what was set for machines whose files now say something else, or that are others by now. */
    public Subscription follow(CatalogStore store) {
        return store.watch(this::letGo);
    }

    void letGo(Catalog catalog) {
        kept.ifPresent(it -> it.state().intents().forEach(intent -> catalog.machines().named(intent.machine()).filter(machine -> !intent.holdsFor(machine))
                .ifPresent(machine -> {
                    it.state().forget(intent.machine());
                    changed(it, new Doer.Appliance(), "its file says something else", machine.id(), intent.current(), machine.boot());
                })));
    }
}
