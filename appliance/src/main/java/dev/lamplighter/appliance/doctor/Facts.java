package dev.lamplighter.appliance.doctor;

import dev.lamplighter.appliance.doctor.firewall.Knock;
import dev.lamplighter.appliance.doctor.firewall.Knock.Protocol;
import dev.lamplighter.appliance.doctor.firewall.Ruleset;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.net.Interfaces.Assigned;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was found on a host, and what the settings ask of it. {@code seen} are findings that others made: of certificates, of the data folder. */
public record Facts(List<Link> links, Privileges privileges, List<Port> ports, Firewall firewall, List<Neighbourhood> neighbours, Clock clock, List<Folder> folders,
        List<Finding> seen) {

    public Facts {
        links = List.copyOf(links);
        ports = List.copyOf(ports);
        neighbours = List.copyOf(neighbours);
        folders = List.copyOf(folders);
        seen = List.copyOf(seen);
    }

    /**
     * An interface that the settings name.
     *
     * @param assigned its IPv4 addresses; empty where there is no such interface
     * @param up whether it is switched on
     * @param carrier whether it has a cable with somebody at the other end
     * @param advertise the address that the settings name, where they do
     * @param others the interfaces that the host has
     */
    public record Link(String name, Optional<List<Assigned>> assigned, boolean up, boolean carrier, Optional<Ip4> advertise, List<String> others) {
        public Link {
            assigned = assigned.map(List::copyOf);
            others = List.copyOf(others);
        }

        /** Whether it is there with the address that is advertised, or any where none is. */
        public boolean carriesItsAddress() {
            return assigned.stream().flatMap(List::stream).anyMatch(own -> advertise.isEmpty() || advertise.get().equals(own.address()));
        }
    }

    /**
     * What this process may.
     *
     * @param user who runs it
     * @param lowestFreePort from which port on anybody may listen
     * @param bindsLow whether it may listen below that (CAP_NET_BIND_SERVICE)
     * @param sendsRaw whether it may send frames past ARP (CAP_NET_RAW)
     * @param wanted the lowest port that the settings ask for
     * @param leases whether addresses are leased
     * @param dhcp whether DHCP is spoken at all
     */
    public record Privileges(String user, int lowestFreePort, boolean bindsLow, boolean sendsRaw, int wanted, boolean leases, boolean dhcp) {}

    /**
     * A port that is listened on.
     *
     * @param address where; {@code 0.0.0.0} for everywhere
     * @param setting what asks for it
     * @param free whether it can be had although somebody holds it, as on another interface
     */
    public record Port(String service, Protocol protocol, InetAddress address, int port, String setting, List<Holder> holders, boolean free) {
        public Port {
            holders = List.copyOf(holders);
        }
    }

    /** A process that listens; {@code ours} where it is a Lamplighter that serves. */
    public record Holder(String name, long pid, boolean ours) {}

    /** The rules of the host, or why they could not be looked at; and the packets that must come in. */
    public record Firewall(Optional<Ruleset> rules, Finding unread, List<Knock> knocks) {
        public Firewall {
            knocks = List.copyOf(knocks);
        }
    }

    /** Who answered on an interface where we lease addresses; {@code heard} is whether anybody could have been. */
    public record Neighbourhood(String interfaceName, boolean heard, Optional<String> other) {}

    /** The clock; {@code synchronised} is what the kernel knows, empty where it does not say. */
    public record Clock(Instant now, Optional<Boolean> synchronised) {}

    /**
     * A folder that the settings name.
     *
     * @param what {@code state} or {@code data}
     * @param needed whether nothing works without it
     * @param written whether we must write to it
     * @param free octets that are free on its disk
     */
    public record Folder(String what, Path path, String setting, boolean needed, boolean written, boolean there, boolean permitted, long free) {}
}
