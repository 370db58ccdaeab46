package dev.lamplighter.console.service;

import dev.lamplighter.boot.machine.Declarations.Written;
import dev.lamplighter.boot.machine.Declarations;
import dev.lamplighter.boot.machine.MachineEdit;
import dev.lamplighter.model.BootIntent;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.SegmentId;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.model.event.Wire;
import dev.lamplighter.store.StoreException.Kind;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.lease.Lease;
import dev.lamplighter.store.state.Intent;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** What can be changed at the admin door. Each deed is durable on return, and is told as an event with who did it. Waits for the disk. */
public record Deeds(Machines machines, Declarations declarations, Events events) {

    /** Sets from where the declared machine {@code name} boots. */
    void boot(String name, BootIntent intent, Caller by) throws StoreException {
        Machine machine = machines.catalog().machines().named(name).orElseThrow(() -> new StoreException(Kind.MISSING, "no machine " + name + " is declared: adopt it first"));
        String before = machines.find(name).flatMap(Known::current).map(BootIntent::key).orElse("");
        var state = machines.state();
        state.put(Intent.of(machine, intent, machines.clock().instant(), "was set by " + (by.name().isEmpty() ? by.from() : by.name())));
        try {
            Optional<StoreException> failure = state.saved().get();
            if (failure.isPresent()) {
                throw failure.get();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new StoreException("it is not known whether this was kept: " + hurried, hurried);
        } catch (ExecutionException broken) {
            throw new StoreException("it is not known whether this was kept: " + broken, broken);
        }
        tell(by, "MachineBoot", "machines/" + name, Optional.of(before), Optional.of(intent.key()));
    }

    /** Declares a machine, and returns where. */
    String adopt(Mac mac, String name, MachineEdit edit, Caller by) throws StoreException {
        Written written = declarations.adopt(machines.catalog().machines(), mac, name, edit);
        tell(by, "MachineAdopt", "machines/" + written.file().getFileName(), written.before().map(Bytes::text), Optional.of(written.after().text()));
        return written.file().toString();
    }

    /** Ends the lease of {@code address}. */
    void release(SegmentId segment, Ip4 address, Caller by) throws StoreException {
        var leases = machines.leaseStore().orElseThrow(() -> new StoreException(Kind.MISSING, "no leases are kept here: another server leases the addresses"));
        Lease lease = leases.holder(segment, address).filter(held -> !held.isOver(machines.clock().instant()))
                .orElseThrow(() -> new StoreException(Kind.MISSING, address + " is not leased on " + segment));
        if (!leases.release(lease, machines.clock().instant())) {
            throw new StoreException(Kind.CONFLICT, address + " has changed hands just now: look again");
        }
        tell(by, "LeaseRelease", "leases/" + segment + "/" + address, Optional.of(lease.mac().toString()), Optional.empty());
    }

    private void tell(Caller by, String deed, String object, Optional<String> before, Optional<String> after) {
        var wire = new Wire("", InetSocketAddress.createUnresolved(by.from(), 0), InetSocketAddress.createUnresolved("admin", 0));
        events.publish(new BootEvent.Change(events.stamp(), wire, by.name(), "admin/" + deed, object, before, after));
    }
}
