package dev.lamplighter.dhcp.service;

import dev.lamplighter.dhcp.packet.DhcpOption;
import dev.lamplighter.dhcp.packet.DhcpOption.Raw;
import dev.lamplighter.dhcp.packet.DomainNames;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.ExtraOption;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.SubnetPlan;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;

/** What a subnet tells beyond the usual, as options. */
record Extra(DhcpOption option, boolean always) {

    private static final int NTP_SERVERS = 42;
    private static final int DOMAIN_SEARCH = 119;

    /** Those of a station: what is written for it stands over what is written for its subnet. */
    static List<Extra> options(SubnetPlan plan, Mac station) {
        SubnetPlan.Extras extras = plan.extras();
        if (extras.equals(SubnetPlan.Extras.NONE)) {
            return List.of();
        }
        var all = new LinkedHashMap<Integer, Extra>();
        if (!extras.ntp().isEmpty()) {
            all.put(NTP_SERVERS, new Extra(new Raw(NTP_SERVERS, octets(extras.ntp())), false));
        }
        if (!extras.search().isEmpty()) {
            all.put(DOMAIN_SEARCH, new Extra(new Raw(DOMAIN_SEARCH, DomainNames.compressed(extras.search())), false));
        }
        extras.options().forEach(option -> all.put(option.code(), of(option)));
        extras.ofMachine().getOrDefault(station, List.of()).forEach(option -> all.put(option.code(), of(option)));
        return List.copyOf(all.values());
    }

    void into(Answer answer) {
        if (always) {
            answer.always(option);
        } else {
            answer.whenAsked(option);
        }
    }

    private static Extra of(ExtraOption written) {
        return new Extra(new Raw(written.code(), written.value()), written.always());
    }

    private static Bytes octets(List<Ip4> addresses) {
        var octets = new ByteArrayOutputStream();
        addresses.forEach(address -> octets.writeBytes(address.octets().toArray()));
        return Bytes.owned(octets.toByteArray());
    }
}
