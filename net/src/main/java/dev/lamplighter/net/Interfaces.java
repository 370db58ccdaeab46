package dev.lamplighter.net;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Subnet;
import java.net.Inet4Address;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;

/** This host's interfaces and their IPv4 addresses. */
public final class Interfaces {

    private Interfaces() {}

    /** An address of an interface with the subnet it is in. */
    public record Assigned(Ip4 address, Subnet subnet) {}

    /** The IPv4 addresses of the interface, the primary one first, as the JDK lists the kernel's order from its end; empty when there is no such interface. */
    public static Optional<List<Assigned>> addresses(String name) {
        try {
            NetworkInterface found = NetworkInterface.getByName(name);
            if (found == null) {
                return Optional.empty();
            }
            return Optional.of(found.getInterfaceAddresses().stream()
                    .filter(address -> address.getAddress() instanceof Inet4Address)
                    .map(Interfaces::assigned)
                    .toList()
                    .reversed());
        } catch (SocketException gone) {
            return Optional.empty();
        }
    }

    /** Whether there is such an interface, with an address or without: the JDK lists only those that have one. */
    public static boolean exists(String name) {
        return RawFrames.index(name) != 0;
    }

    /** The names of all interfaces but loopback, for error messages. */
    public static List<String> names() {
        try {
            return NetworkInterface.networkInterfaces().map(NetworkInterface::getName).filter(name -> !name.equals("lo")).sorted().toList();
        } catch (SocketException none) {
            return List.of();
        }
    }

    private static Assigned assigned(InterfaceAddress address) {
        Ip4 own = Ip4.of(address.getAddress());
        return new Assigned(own, new Subnet(own, address.getNetworkPrefixLength()));
    }
}
