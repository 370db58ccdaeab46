package dev.lamplighter.demo.walk;

import dev.lamplighter.dhcp.packet.DhcpOption.BootFileName;
import dev.lamplighter.dhcp.packet.DhcpOption.DnsServers;
import dev.lamplighter.dhcp.packet.DhcpOption.DomainName;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.model.Ip4;
import java.util.List;

/** What an ACK gave. {@code bootFile} and {@code domain} are empty where it named none. */
record Granted(Ip4 address, Ip4 server, String bootFile, List<Ip4> dns, String domain) {

    Granted {
        dns = List.copyOf(dns);
    }

    /** Some servers end the boot file's name with a NUL, which is no part of it (RFC 2132 section 2). */
    static Granted by(DhcpPacket ack) {
        return new Granted(ack.yiaddr(), ack.siaddr(),
                ack.option(BootFileName.class).map(BootFileName::name).orElse(ack.file()).replaceFirst("\0+$", ""),
                ack.option(DnsServers.class).map(DnsServers::addresses).orElse(List.of()),
                ack.option(DomainName.class).map(DomainName::name).orElse(""));
    }
}
