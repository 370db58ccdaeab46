package dev.lamplighter.console.service;

import dev.lamplighter.boot.machine.Declarations;
import dev.lamplighter.boot.machine.MachineEdit;
import dev.lamplighter.model.BootIntent;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.SegmentId;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.model.event.Version;
import dev.lamplighter.store.StoreException.Kind;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.catalog.MachineFolder;
import dev.lamplighter.store.lease.Lease;
import dev.lamplighter.store.lease.LeaseChange;
import dev.lamplighter.store.state.Intent;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** What can be changed at the admin door. Each deed is durable on return, and is told as an event with who did it. Waits for the disk. */
public record Deeds(Machines machines, MachineFolder folder, Events events) {

    /** Sets from where the declared machine {@code name} boots, which counts at once: also where it cannot be written, which the exception then says. */
    void boot(String name, BootIntent intent, Caller by) throws StoreException {
        Machine machine = machines.catalog().machines().named(name).orElseThrow(() -> new StoreException(Kind.MISSING, "no machine " + name + " is declared: adopt it first"));
        String before = machines.find(name).flatMap(Known::current).map(BootIntent::key).orElse("");
        var state = machines.state();
        state.put(Intent.of(machine, intent, machines.clock().instant(), "was set by " + by.told()));
        tell(by, "machines boot", "intents/" + name, Optional.of(Version.of(before)), Optional.of(Version.of(intent.key())));
        try {
            Optional<StoreException> failure = state.saved().get();
            if (failure.isPresent()) {
                throw new StoreException(failure.get().kind(), name + " boots as " + intent.key() + " from now on, but that is not on disk yet, which is tried again: " + failure.get().getMessage(),
                        failure.get());
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new StoreException("it is not known whether this was kept: " + hurried, hurried);
        } catch (ExecutionException broken) {
            throw new StoreException("it is not known whether this was kept: " + broken, broken);
        }
    }

    /** Declares a machine, and returns where. */
    String adopt(Mac mac, String name, MachineEdit edit, Caller by) throws StoreException {
        var told = new MachineFolder.Announced() {
            @Override
            public void writing(String object, Optional<Version> before, Version after) {
                tell(by, "machines adopt", object, before, Optional.of(after));
            }

            @Override
            public void failed(String object, Optional<Version> before, Version after) {
                tell(by, "machines adopt failed", object, Optional.of(after), before);
            }
        };
        return new Declarations(folder.announcing(told), machines.state()).adopt(machines.catalog().machines(), mac, name, edit).toString();
    }

    /** Ends the lease of {@code address}. */
    void release(SegmentId segment, Ip4 address, Caller by) throws StoreException {
        var leases = machines.leaseStore().orElseThrow(() -> new StoreException(Kind.MISSING, "no leases are kept here: another server leases the addresses"));
        Lease lease = leases.holder(segment, address).filter(held -> !held.isOver(machines.clock().instant()))
                .orElseThrow(() -> new StoreException(Kind.MISSING, address + " is not leased on " + segment));
        if (!leases.release(lease, machines.clock().instant())) {
            throw new StoreException(Kind.CONFLICT, address + " has changed hands just now: look again");
        }
        events.publish(LeaseChange.released(events.stamp(), by.who(), lease));
    }

    private void tell(Caller by, String how, String object, Optional<Version> before, Optional<Version> after) {
        events.publish(new BootEvent.Change(events.stamp(), by.who(), how, object, before, after));
    }
}
