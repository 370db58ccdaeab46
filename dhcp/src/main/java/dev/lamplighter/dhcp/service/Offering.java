package dev.lamplighter.dhcp.service;

import dev.lamplighter.dhcp.packet.DhcpOption.RequestedAddress;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.lease.Lease;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds an address for a client and keeps it for it (RFC 2131 section 4.3.1): its declared one, the one it had, the one it asks for, then a
 * free one of the pool. Addresses that never were leased go first, so that a client that was away finds its own again.
 */
final class Offering {

    /** After so many addresses that another client once had, the first of them will do. */
    private static final int ENOUGH = 64;

    private final Leasing leasing;
    private final FullSettings settings;

    Offering(Leasing leasing, FullSettings settings) {
        this.leasing = leasing;
        this.settings = settings;
    }

    Optional<Ip4> address(Exchange it) throws StoreException {
        List<Ip4> wishes = Stream.of(it.reserved(), leasing.last(it).map(Lease::address), it.asked().option(RequestedAddress.class).map(RequestedAddress::address))
                .flatMap(Optional::stream)
                .filter(it::mayHave)
                .distinct()
                .toList();
        Optional<Ip4> wished = firstOf(it, wishes);
        return wished.isPresent() ? wished : fromPool(it);
    }

    private Optional<Ip4> fromPool(Exchange it) throws StoreException {
        if (it.plan().pool().isEmpty()) {
            return Optional.empty();
        }
        var used = new ArrayList<Ip4>();
        Iterator<Ip4> order = new AddressPool(it.plan().pool().get()).inOrderFor(it.client(), settings.probes()).filter(it::mayHave).iterator();
        while (order.hasNext() && used.size() < ENOUGH) {
            Ip4 address = order.next();
            if (leasing.holder(it, address).isPresent()) {
                continue;
            }
            if (leasing.isRemembered(it, address)) {
                used.add(address);
            } else if (leasing.offer(it, address, settings.offer())) {
                return Optional.of(address);
            }
        }
        return firstOf(it, used);
    }

    private Optional<Ip4> firstOf(Exchange it, List<Ip4> addresses) throws StoreException {
        for (Ip4 address : addresses) {
            if (leasing.offer(it, address, settings.offer())) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }
}
