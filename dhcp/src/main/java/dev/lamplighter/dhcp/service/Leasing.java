package dev.lamplighter.dhcp.service;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip4Range;
import dev.lamplighter.model.Machine;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.lease.Claim;
import dev.lamplighter.store.lease.ClientId;
import dev.lamplighter.store.lease.Lease;
import dev.lamplighter.store.lease.LeaseStore;
import dev.lamplighter.model.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What one exchange does to the leases. May wait for the disk. */
final class Leasing {

    private final LeaseStore leases;

    Leasing(LeaseStore leases) {
        this.leases = leases;
    }

    /** The client's lease, or its station's under another name; one that runs goes before one that has run out. */
    Optional<Lease> last(Exchange it) {
        Optional<Lease> own = leases.find(it.via().id(), it.client());
        if (own.filter(lease -> !lease.isOver(it.now())).isPresent()) {
            return own;
        }
        Optional<Lease> station = leases.of(it.via().id(), it.asked().chaddr()).stream().filter(it::isSameStation)
                .max(Comparator.comparing(Lease::expires));
        return station.filter(lease -> !lease.isOver(it.now())).or(() -> own).or(() -> station);
    }

    /** Every lease of the segment. */
    List<Lease> all(Exchange it) {
        return leases.all(it.via().id());
    }

    /** The lowest address of {@code range} that has no lease, not even one that is over. */
    Optional<Ip4> vacant(Exchange it, Ip4Range range) {
        return leases.vacant(it.via().id(), range);
    }

    /** Leases that are over, of addresses that the client may have, the one that ended first in front. */
    List<Lease> ended(Exchange it, PoolRounds rounds, int most) {
        var look = leases.ended(it.via().id(), rounds.ended(), it::mayHave, it.now(), most);
        rounds.ended(look.passed());
        return look.found();
    }

    /** Takes back the offer that nobody answered for the longest time, if that is since {@code before}: its address is free again. */
    Optional<Ip4> takeBackOffer(Exchange it, PoolRounds rounds, Instant before) throws StoreException {
        var look = leases.oldestOffer(it.via().id(), rounds.offered(), it::mayHave, it.now());
        rounds.offered(look.passed());
        Optional<Lease> oldest = look.found().stream().filter(lease -> !lease.expires().isAfter(before)).findFirst();
        return oldest.isPresent() && leases.release(oldest.get(), it.now()) ? Optional.of(oldest.get().address()) : Optional.empty();
    }

    /**
     * The machine's declared addresses, the best one first: the one it has, then a free one, then one that another of its interfaces has. What
     * a stranger holds or what is kept back comes last.
     */
    List<Ip4> reserved(Exchange it) {
        return it.reserved().stream().sorted(Comparator.comparingInt(address -> rank(it, address))).toList();
    }

    private int rank(Exchange it, Ip4 address) {
        Optional<Lease> holder = holder(it, address);
        if (holder.isEmpty()) {
            return 1;
        }
        if (holder.get().client().equals(it.client())) {
            return 0;
        }
        return isOwnUnderOtherName(it, holder.get()) ? 2 : 3;
    }

    /** The lease that keeps {@code address} from others now. */
    Optional<Lease> holder(Exchange it, Ip4 address) {
        return leases.holder(it.via().id(), address).filter(lease -> !lease.isOver(it.now()));
    }

    /** Claims {@code address} for the client; false where it is another's. */
    boolean claim(Exchange it, Ip4 address, Lease.State state, Duration time) throws StoreException {
        Lease wanted = it.lease(address, state, time);
        return switch (leases.claim(wanted, it.now())) {
            case Claim.Granted _ -> true;
            case Claim.Taken taken -> isOwnUnderOtherName(it, taken.by())
                    && leases.release(taken.by(), it.now())
                    && leases.claim(wanted, it.now()) instanceof Claim.Granted;
        };
    }

    /** Offers {@code address}. A lease that the client holds stays as it is: it is more than an offer. */
    boolean offer(Exchange it, Ip4 address, Duration time) throws StoreException {
        boolean held = last(it).filter(lease -> lease.address().equals(address) && lease.state() == Lease.State.BOUND && !lease.isOver(it.now())).isPresent();
        return held || claim(it, address, Lease.State.OFFERED, time);
    }

    /** Forgets what we offered to a client that chose another server. */
    void withdraw(Exchange it) throws StoreException {
        Optional<Lease> offered = leases.find(it.via().id(), it.client()).filter(lease -> lease.state() == Lease.State.OFFERED && !lease.isOver(it.now()));
        if (offered.isPresent()) {
            leases.release(offered.get(), it.now());
        }
    }

    boolean release(Exchange it, Lease held) throws StoreException {
        return leases.release(held, it.now());
    }

    /** Keeps an address from everybody: the lease is nobody's, so that its client may be given another. */
    boolean quarantine(Exchange it, Lease declined, Duration time) throws StoreException {
        if (!leases.release(declined, it.now())) {
            return false;
        }
        var nobody = new ClientId(Bytes.utf8("quarantine " + declined.address()));
        var kept = new Lease(declined.segment(), nobody, declined.address(), Lease.State.QUARANTINED, it.now().plus(time), declined.mac(), Optional.empty());
        return leases.claim(kept, it.now()) instanceof Claim.Granted;
    }

    /** Whether a lease is the asking machine's: under another identifier, from before it was declared, or through another of its interfaces. */
    private static boolean isOwnUnderOtherName(Exchange it, Lease lease) {
        return it.isSameStation(lease) || (lease.state() != Lease.State.QUARANTINED && it.reserved().contains(lease.address())
                && it.machine().map(Machine::macs).filter(macs -> macs.contains(lease.mac())).isPresent());
    }
}
