package dev.lamplighter.dns.server;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Subnet;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Whose questions are answered: this host's own and those of the served subnets, so that nobody else finds an open resolver here (RFC 5358).
 * Without any subnet everybody's.
 */
record Served(List<Subnet> subnets) {

    Served {
        subnets = List.copyOf(subnets);
    }

    /** Whether {@code client}, who asked our address {@code own}, is one of them. Allocates next to nothing; for event loops. */
    boolean includes(InetAddress client, InetAddress own) {
        return subnets.isEmpty() || client.isLoopbackAddress() || client.equals(own)
                || (client instanceof Inet4Address && contains(Ip4.of(client)));
    }

    private boolean contains(Ip4 client) {
        for (Subnet subnet : subnets) {
            if (subnet.contains(client)) {
                return true;
            }
        }
        return false;
    }
}
