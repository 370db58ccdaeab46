package dev.lamplighter.walk;

import dev.lamplighter.model.Ip4;

/** Where a DHCP message goes. */
public sealed interface DhcpTarget {

    /** Port 67 of everybody, or of the relay's servers where the packet has a {@code giaddr}. */
    record Everybody() implements DhcpTarget {}

    /** Port 67 of one server, from an address that it leased. */
    record Server(Ip4 address) implements DhcpTarget {}

    /** Port 4011 of a PXE boot server (PXE 2.1 section 2.2.5). */
    record BootServer(Ip4 address) implements DhcpTarget {}
}
