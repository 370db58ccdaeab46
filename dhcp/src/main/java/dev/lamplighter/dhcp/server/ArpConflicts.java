package dev.lamplighter.dhcp.server;

import dev.lamplighter.dhcp.service.ConflictCheck;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.event.BootEvent.Notice;
import dev.lamplighter.net.ArpProbe;
import dev.lamplighter.net.Interfaces;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Asks by ARP who has an address, on the interface that is open at the moment; an address that is in use is told to the operator. */
public final class ArpConflicts implements ConflictCheck {

    /** So many offers wait for ARP at once; beyond them addresses are offered unasked, as a flood must not keep everybody waiting. */
    private static final int WAITING = 64;

    /** What can be asked while the door is open. */
    private record Open(ArpProbe probe, Duration patience, Alarms alarms, String interfaceName) {}

    private final Semaphore places = new Semaphore(WAITING);
    private volatile Optional<Open> open = Optional.empty();

    void open(ArpProbe probe, Duration patience, Alarms alarms, String interfaceName) {
        open = Optional.of(new Open(probe, patience, alarms, interfaceName));
    }

    void close() {
        open.ifPresent(it -> it.probe().close());
        open = Optional.empty();
    }

    @Override
    public Optional<Mac> holder(Ip4 address, Mac client) {
        Optional<Open> now = open;
        Optional<Mac> holder = now.flatMap(it -> holder(it, address, client));
        holder.ifPresent(mac -> now.get().alarms().raise(Notice.Level.WARN, "dhcp-conflict", address.toString(), () -> "DHCP on "
                + now.get().interfaceName() + ": " + address + " is in the pool, and " + mac + " uses it without a lease: it is kept back for now;"
                + " take it out of the pool, or give that station another"));
        return holder;
    }

    /** Our own kernel does not answer our own question. */
    private Optional<Mac> holder(Open it, Ip4 address, Mac client) {
        boolean ours = Interfaces.addresses(it.interfaceName()).stream().flatMap(List::stream).anyMatch(own -> own.address().equals(address));
        if (ours) {
            return ArpProbe.hardware(it.interfaceName());
        }
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return it.probe().whoHas(address, client, it.patience());
        } finally {
            places.release();
        }
    }
}
