package dev.lamplighter.appliance.settings;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip4Range;
import dev.lamplighter.model.LeaseTimes;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Segment.DhcpMode;
import dev.lamplighter.model.Subnet;
import dev.lamplighter.model.SubnetPlan;
import java.util.List;
import java.util.Optional;

/** A segment as it was written; what is left open is filled in from the interface when the appliance starts. */
public record SegmentSettings(String interfaceName, Optional<Ip4> advertise, DhcpMode dhcp, List<SubnetSettings> subnets, SegmentBoot boot,
        Origin origin) {

    public SegmentSettings {
        subnets = List.copyOf(subnets);
    }

    /** Routers and DNS servers are empty where nothing was said, which means this host. */
    public record SubnetSettings(Optional<Subnet> subnet, List<Ip4Range> pools, LeaseTimes times, Optional<List<Ip4>> routers,
            Optional<List<Ip4>> dns, Optional<String> domain, SubnetPlan.Extras extras, boolean bootp, List<Machine> reservations, Origin origin) {

        public SubnetSettings {
            pools = List.copyOf(pools);
            reservations = List.copyOf(reservations);
        }
    }
}
