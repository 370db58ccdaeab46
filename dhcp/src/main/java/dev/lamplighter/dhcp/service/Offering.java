package dev.lamplighter.dhcp.service;

import dev.lamplighter.dhcp.packet.DhcpOption.RequestedAddress;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.lease.Lease;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds an address for a client and keeps it for it (RFC 2131 section 4.3.1): its declared one, the one it had, the one it asks for, then one of
 * the pools. Addresses for which nobody is remembered go first, from the lowest on; then the one whose lease ended first, so that a client that was
 * away finds its own again; at last one that was offered to somebody who does not answer. A lease that runs is never touched.
 */
final class Offering {

    /** How many free addresses are tried: others may take some at the same moment. */
    private static final int TRIED = 16;

    private final Leasing leasing;
    private final FullSettings settings;
    private final ConflictCheck conflicts;
    private final PoolSearch search;
    /** Offered, and just being asked for by ARP: a question that is sent again waits for that as well. */
    private final Set<Ip4> looked = ConcurrentHashMap.newKeySet();

    Offering(Leasing leasing, FullSettings settings, ConflictCheck conflicts, PoolSearch search) {
        this.leasing = leasing;
        this.settings = settings;
        this.conflicts = conflicts;
        this.search = search;
    }

    Optional<Ip4> address(Exchange it) throws StoreException {
        Optional<Ip4> known = known(it);
        if (known.isPresent()) {
            return known;
        }
        for (int tries = 0; tries <= settings.conflicts(); tries++) {
            Optional<Ip4> found = stranger(it);
            if (found.isEmpty() || isFree(it, found.get())) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Its declared address, or the one that it has, of which nobody need be asked. */
    private Optional<Ip4> known(Exchange it) throws StoreException {
        for (Ip4 address : leasing.reserved(it)) {
            if (leasing.offer(it, address, settings.offer())) {
                return Optional.of(address);
            }
        }
        Optional<Lease> last = leasing.last(it).filter(lease -> it.mayHave(lease.address()) && !lease.isOver(it.now()) && !looked.contains(lease.address()));
        return ifFree(it, last.map(Lease::address));
    }

    private Optional<Ip4> stranger(Exchange it) throws StoreException {
        Optional<Ip4> again = ifFree(it, leasing.last(it).map(Lease::address).filter(it::mayHave));
        if (again.isPresent()) {
            return again;
        }
        Optional<Ip4> wished = ifFree(it, it.asked().option(RequestedAddress.class).map(RequestedAddress::address).filter(it::mayHave));
        if (wished.isPresent()) {
            return wished;
        }
        PoolRounds pool = search.in(it.plan());
        Optional<Ip4> vacant = vacant(it, pool);
        return vacant.isPresent() ? vacant : used(it, pool);
    }

    private Optional<Ip4> vacant(Exchange it, PoolRounds pool) throws StoreException {
        for (int tries = 0; tries < TRIED; tries++) {
            Optional<Ip4> address = pool.vacant(range -> leasing.vacant(it, range), it::mayHave, settings.probes());
            if (address.isEmpty() || leasing.offer(it, address.get(), settings.offer())) {
                return address;
            }
        }
        return Optional.empty();
    }

    /** What ended is found in the order of its end. What became anybody's since it ended, being declared no more, has its turn in the sweep. */
    private Optional<Ip4> used(Exchange it, PoolRounds pool) throws StoreException {
        for (Lease lease : leasing.ended(it, pool, TRIED)) {
            if (leasing.offer(it, lease.address(), settings.offer())) {
                return Optional.of(lease.address());
            }
        }
        for (Ip4 address : pool.sweep(settings.probes())) {
            if (it.mayHave(address) && leasing.holder(it, address).isEmpty() && leasing.offer(it, address, settings.offer())) {
                return Optional.of(address);
            }
        }
        return ifFree(it, leasing.takeBackOffer(it, pool, it.now().plus(settings.offer()).minus(settings.answer())));
    }

    private Optional<Ip4> ifFree(Exchange it, Optional<Ip4> address) throws StoreException {
        return address.isPresent() && leasing.offer(it, address.get(), settings.offer()) ? address : Optional.empty();
    }

    /** Whether nobody answers for an address that is now this client's; else it is kept back, and nobody's. */
    private boolean isFree(Exchange it, Ip4 address) throws StoreException {
        if (!it.isOnLink()) {
            return true;
        }
        looked.add(address);
        try {
            if (conflicts.holder(address, it.asked().chaddr()).isEmpty()) {
                return true;
            }
        } finally {
            looked.remove(address);
        }
        Optional<Lease> offered = leasing.last(it).filter(lease -> lease.address().equals(address));
        if (offered.isPresent()) {
            leasing.quarantine(it, offered.get(), settings.quarantine());
        }
        return false;
    }
}
