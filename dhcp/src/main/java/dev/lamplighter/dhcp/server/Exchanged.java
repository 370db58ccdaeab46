package dev.lamplighter.dhcp.server;

import dev.lamplighter.boot.policy.BootClient;
import dev.lamplighter.boot.policy.BootClient.Speaks;
import dev.lamplighter.dhcp.packet.DhcpCodec;
import dev.lamplighter.dhcp.packet.DhcpOption.BootFileName;
import dev.lamplighter.dhcp.packet.DhcpOption.MaxMessageSize;
import dev.lamplighter.dhcp.packet.DhcpOption.RequestedAddress;
import dev.lamplighter.dhcp.packet.DhcpOption.ServerIdentifier;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.dhcp.service.BootClients;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Stamp;
import dev.lamplighter.model.event.Wire;
import java.util.Optional;

/** A question and its answer: as they go out, and as they are told. */
public final class Exchanged {

    /** IP and UDP headers, which option 57 counts too, as every known client takes it (RFC 2132 section 9.10). */
    private static final int HEADERS = 28;

    private static final int LEAST_SIZE = 576;
    private static final int ETHERNET = 1500;

    private Exchanged() {}

    /** {@code answer} in as many octets as whoever asked can take. */
    public static Bytes datagram(DhcpPacket asked, DhcpPacket answer) {
        int size = asked.option(MaxMessageSize.class).map(MaxMessageSize::octets).orElse(LEAST_SIZE);
        return DhcpCodec.encode(answer, Math.clamp(size, LEAST_SIZE, ETHERNET) - HEADERS);
    }

    /** What is told of it; {@code reason} is why there is no answer, or this one. */
    public static BootEvent.Dhcp event(Stamp stamp, Wire wire, DhcpPacket asked, Optional<DhcpPacket> answer, Optional<Reason> reason) {
        BootClient client = BootClients.of(asked);
        return new BootEvent.Dhcp(stamp, wire, asked.xid(), asked.chaddr(), client.uuid(), client.arch(),
                client.speaks() == Speaks.IPXE, name(asked), answer.map(Exchanged::name), answer.map(DhcpPacket::yiaddr).filter(it -> !it.isNone()),
                answer.flatMap(Exchanged::bootFile), reason, wanted(asked), asked.option(ServerIdentifier.class).map(ServerIdentifier::address));
    }

    private static Optional<Ip4> wanted(DhcpPacket asked) {
        return asked.option(RequestedAddress.class).map(RequestedAddress::address).or(() -> Optional.of(asked.ciaddr())).filter(it -> !it.isNone());
    }

    private static String name(DhcpPacket packet) {
        return packet.kind().map(Enum::name).orElse(packet.isBootp() ? "BOOTP" : "UNKNOWN");
    }

    private static Optional<String> bootFile(DhcpPacket answer) {
        return Optional.of(answer.file()).filter(file -> !file.isEmpty()).or(() -> answer.option(BootFileName.class).map(BootFileName::name));
    }
}
