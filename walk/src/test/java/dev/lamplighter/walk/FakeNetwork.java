package dev.lamplighter.walk;

import dev.lamplighter.dhcp.packet.DhcpOption;
import dev.lamplighter.dhcp.packet.DhcpOption.BootFileName;
import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpOption.MessageType;
import dev.lamplighter.dhcp.packet.DhcpOption.ServerIdentifier;
import dev.lamplighter.dhcp.packet.DhcpOption.UserClass;
import dev.lamplighter.dhcp.packet.DhcpOption.VendorClass;
import dev.lamplighter.dhcp.packet.DhcpOption.VendorOptions;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A network of a few servers that are made of a line each. */
final class FakeNetwork implements Wire {

    static final Ip4 SERVER = Ip4.of("192.0.2.2");
    static final Ip4 OTHER = Ip4.of("192.0.2.3");
    static final Ip4 ADDRESS = Ip4.of("192.0.2.50");

    final List<Function<DhcpPacket, Optional<DhcpPacket>>> onServerPort = new ArrayList<>();
    final List<Function<DhcpPacket, Optional<DhcpPacket>>> onBootServerPort = new ArrayList<>();
    final Map<String, String> files = new HashMap<>();
    final List<DhcpPacket> asked = new ArrayList<>();
    final List<DhcpTarget> targets = new ArrayList<>();
    boolean hearsEverybody = true;
    String breaksAt = "(nowhere)";

    @Override
    public List<Heard> dhcp(DhcpPacket packet, DhcpTarget target) {
        asked.add(packet);
        targets.add(target);
        var servers = target instanceof DhcpTarget.BootServer ? onBootServerPort : onServerPort;
        return servers.stream().map(server -> server.apply(packet)).flatMap(Optional::stream).map(answer -> new Heard(answer, SERVER)).toList();
    }

    @Override
    public Fetched fetch(URI what, long most) throws WalkException {
        if (what.toString().contains(breaksAt)) {
            throw new WalkException("cannot fetch " + what + ": connection refused");
        }
        String text = files.get(what.toString());
        return text == null ? new Fetched(404, Bytes.EMPTY, 0, "") : new Fetched(200, Bytes.utf8(text), text.length(), "text/plain");
    }

    @Override
    public boolean hearsEverybody() {
        return hearsEverybody;
    }

    List<DhcpPacket> sent(Kind kind) {
        return asked.stream().filter(packet -> packet.kind().equals(Optional.of(kind))).toList();
    }

    /** One that leases {@link #ADDRESS}, and leads firmware and iPXE on. */
    FakeNetwork leasing(Ip4 server, String forFirmware, String forIpxe) {
        onServerPort.add(packet -> leased(packet, server, bootFile(packet, forFirmware, forIpxe, "PXEClient")));
        return this;
    }

    /** One that leases and knows nothing of booting. */
    FakeNetwork plainLeasing(Ip4 server) {
        onServerPort.add(packet -> leased(packet, server, answer -> answer));
        return this;
    }

    /** One that says where to boot from beside it. */
    FakeNetwork proxy(Ip4 server, String forFirmware, String forIpxe) {
        onServerPort.add(packet -> packet.kind().filter(Kind.DISCOVER::equals).filter(_ -> packet.has(93))
                .map(_ -> bootFile(packet, forFirmware, forIpxe, "PXEClient").apply(reply(packet, Kind.OFFER, Ip4.NONE, server, List.of()))));
        return this;
    }

    static Optional<DhcpPacket> leased(DhcpPacket packet, Ip4 server, Function<DhcpPacket, DhcpPacket> more) {
        if (packet.option(ServerIdentifier.class).filter(wanted -> !wanted.address().equals(server)).isPresent()) {
            return Optional.empty();
        }
        return packet.kind().flatMap(kind -> switch (kind) {
            case DISCOVER -> Optional.of(Kind.OFFER);
            case REQUEST -> Optional.of(Kind.ACK);
            case OFFER, ACK, NAK, DECLINE, RELEASE, INFORM -> Optional.<Kind>empty();
        }).map(kind -> more.apply(reply(packet, kind, ADDRESS, server, List.of())));
    }

    static Function<DhcpPacket, DhcpPacket> bootFile(DhcpPacket asked, String forFirmware, String forIpxe, String vendorClass) {
        boolean ipxe = asked.option(UserClass.class).isPresent();
        String file = ipxe ? forIpxe : forFirmware;
        return answer -> !asked.has(93) ? answer : file.isEmpty() ? with(answer, new VendorClass(vendorClass)) : with(answer, new VendorClass(vendorClass), new BootFileName(file));
    }

    static DhcpPacket with(DhcpPacket answer, DhcpOption... more) {
        var options = new ArrayList<>(answer.options());
        options.addAll(List.of(more));
        return new DhcpPacket(answer.op(), answer.htype(), 0, answer.xid(), 0, true, answer.ciaddr(), answer.yiaddr(), answer.siaddr(), answer.giaddr(), answer.chaddr(), "", "", options);
    }

    static DhcpPacket withMenu(DhcpPacket answer, String hex) {
        return with(answer, new VendorClass("PXEClient"), new VendorOptions(Bytes.hex(hex)));
    }

    static DhcpPacket reply(DhcpPacket asked, Kind kind, Ip4 yiaddr, Ip4 server, List<DhcpOption> more) {
        var options = new ArrayList<DhcpOption>(List.of(new MessageType(kind), new ServerIdentifier(server)));
        options.addAll(more);
        return new DhcpPacket(DhcpPacket.Op.REPLY, 1, 0, asked.xid(), 0, true, asked.ciaddr(), yiaddr, server, asked.giaddr(), asked.chaddr(), "", "", options);
    }
}
