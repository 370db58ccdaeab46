package dev.lamplighter.walk;

import dev.lamplighter.dhcp.packet.DhcpOption;
import dev.lamplighter.dhcp.packet.DhcpOption.DnsServers;
import dev.lamplighter.dhcp.packet.DhcpOption.DomainName;
import dev.lamplighter.dhcp.packet.DhcpOption.HostName;
import dev.lamplighter.dhcp.packet.DhcpOption.LeaseTime;
import dev.lamplighter.dhcp.packet.DhcpOption.Routers;
import dev.lamplighter.dhcp.packet.DhcpOption.SubnetMask;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.model.Ip4;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An address with what came with it. */
record Granted(DhcpPacket ack, Ip4 server) {

    Ip4 address() {
        return ack.yiaddr();
    }

    /** What of the lease two walks are compared by; an empty text where it was not said. */
    Map<Fact, String> facts() {
        var facts = new EnumMap<Fact, String>(Fact.class);
        facts.put(Fact.ADDRESS, address().toString());
        facts.put(Fact.SERVER, server.toString());
        facts.put(Fact.NETMASK, said(SubnetMask.class, mask -> mask.mask().toString()));
        facts.put(Fact.ROUTER, said(Routers.class, routers -> joined(routers.addresses())));
        facts.put(Fact.DNS, said(DnsServers.class, servers -> joined(servers.addresses())));
        facts.put(Fact.DOMAIN, said(DomainName.class, DomainName::name));
        facts.put(Fact.HOSTNAME, said(HostName.class, HostName::name));
        facts.put(Fact.LEASE, said(LeaseTime.class, lease -> Long.toString(lease.time().toSeconds())));
        return facts;
    }

    private <T extends DhcpOption> String said(Class<T> option, Function<T, String> value) {
        return ack.option(option).map(value).orElse("");
    }

    private static String joined(List<Ip4> addresses) {
        return addresses.stream().map(Ip4::toString).collect(Collectors.joining(" "));
    }
}
