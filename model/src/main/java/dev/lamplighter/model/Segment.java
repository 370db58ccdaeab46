package dev.lamplighter.model;

import java.util.List;
import java.util.Optional;

/** An interface with its advertised address, what DHCP does there, and its subnets. There are always several; one is a special case of none. */
public record Segment(String interfaceName, Ip4 advertise, Optional<Subnet> onLink, DhcpMode dhcp, List<SubnetPlan> subnets) {

    public Segment {
        subnets = List.copyOf(subnets);
    }

    public SegmentId id() {
        return new SegmentId(interfaceName);
    }

    /** The plan of the subnet that {@code address} lies in. */
    public Optional<SubnetPlan> planFor(Ip4 address) {
        return subnets.stream().filter(plan -> plan.subnet().contains(address)).findFirst();
    }

    /** What DHCP does on a segment. */
    public enum DhcpMode {
        /** Another server leases addresses; we add where to boot from (PXE 2.1 section 2.2.3). */
        PROXY("proxy"),
        /** We lease the addresses. */
        FULL("full"),
        /** Another server leases addresses and names our boot files; no DHCP socket. */
        EXISTING("existing-dhcp"),
        /** No DHCP and nothing said about it. */
        OFF("off");

        private final String key;

        DhcpMode(String key) {
            this.key = key;
        }

        public String key() {
            return key;
        }
    }
}
