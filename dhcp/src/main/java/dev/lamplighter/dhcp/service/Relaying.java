package dev.lamplighter.dhcp.service;

import dev.lamplighter.dhcp.packet.DhcpOption.AgentInformation;
import dev.lamplighter.dhcp.packet.DhcpOption.Raw;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.dhcp.packet.SubOptions;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import java.util.Optional;

/** What a relay agent asks of the server. Only a packet with {@code giaddr} came through one that is to be believed. */
final class Relaying {

    /** The option that names a subnet outright (RFC 3011). */
    static final int SUBNET_SELECTION = 118;

    private static final int LINK_SELECTION = 5;
    private static final int SERVER_OVERRIDE = 11;

    private Relaying() {}

    /** The subnet that the client is in, where that is not the one of {@code giaddr} (RFC 3527, RFC 3011; the agent's own word goes first). */
    static Optional<Ip4> link(DhcpPacket asked) {
        return subOption(asked, LINK_SELECTION).or(() -> relayed(asked).flatMap(Relaying::subnetSelection));
    }

    /** The address that the client shall take for its server, so that renewals go to the relay as well (RFC 5107). */
    static Optional<Ip4> server(DhcpPacket asked) {
        return subOption(asked, SERVER_OVERRIDE);
    }

    private static Optional<Ip4> subOption(DhcpPacket asked, int code) {
        return relayed(asked).flatMap(packet -> packet.option(AgentInformation.class))
                .flatMap(agent -> SubOptions.of(agent.value()).get(code)).flatMap(Relaying::address);
    }

    private static Optional<DhcpPacket> relayed(DhcpPacket asked) {
        return asked.giaddr().isNone() ? Optional.empty() : Optional.of(asked);
    }

    private static Optional<Ip4> subnetSelection(DhcpPacket asked) {
        return asked.options().stream().filter(option -> option.code() == SUBNET_SELECTION && option instanceof Raw).map(Raw.class::cast)
                .map(Raw::value).findFirst().flatMap(Relaying::address);
    }

    private static Optional<Ip4> address(Bytes value) {
        return value.length() == 4 ? Optional.of(Ip4.of(value, 0)).filter(address -> !address.isNone()) : Optional.empty();
    }
}
