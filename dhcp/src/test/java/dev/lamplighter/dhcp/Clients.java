package dev.lamplighter.dhcp;

import dev.lamplighter.dhcp.packet.DhcpOption;
import dev.lamplighter.dhcp.packet.DhcpOption.BootFileName;
import dev.lamplighter.dhcp.packet.DhcpOption.ClientArch;
import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpOption.MachineId;
import dev.lamplighter.dhcp.packet.DhcpOption.MessageType;
import dev.lamplighter.dhcp.packet.DhcpOption.ParameterRequests;
import dev.lamplighter.dhcp.packet.DhcpOption.RequestedAddress;
import dev.lamplighter.dhcp.packet.DhcpOption.ServerIdentifier;
import dev.lamplighter.dhcp.packet.DhcpOption.UserClass;
import dev.lamplighter.dhcp.packet.DhcpOption.VendorClass;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.dhcp.packet.DhcpPacket.Op;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Responder;
import dev.lamplighter.model.Segment;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Machines with a history, immutable: one line of a test is one step of a boot. */
public final class Clients {

    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private Clients() {}

    public static Client client(String mac, Segment on) {
        return new Client(Mac.of(mac), on, NOON, Ip4.NONE, Optional.empty(), List.of());
    }

    /** A client on a segment at a time, behind a relay ({@code giaddr}) or not, with what it says in every packet. */
    public record Client(Mac mac, Segment on, Instant at, Ip4 giaddr, Optional<Bytes> agent, List<DhcpOption> says) {

        public Client firmware(int arch) {
            return saying(new VendorClass("PXEClient:Arch:%05d:UNDI:003016".formatted(arch)), new ClientArch(List.of(arch)),
                    new MachineId(Bytes.hex("00b40a1c6f1e5d5a4f9c3e0000feed0001")));
        }

        public Client httpBoot(int arch) {
            return saying(new VendorClass("HTTPClient:Arch:%05d:UNDI:003016".formatted(arch)), new ClientArch(List.of(arch)));
        }

        public Client runningIpxe() {
            return saying(new UserClass(List.of("iPXE")));
        }

        public Client plainDhcp() {
            return saying(new VendorClass("udhcp 1.35.0"));
        }

        public Client asking(Integer... codes) {
            return saying(new ParameterRequests(List.of(codes)));
        }

        public Client saying(DhcpOption... more) {
            var all = new ArrayList<>(says);
            Stream.of(more).forEach(option -> {
                all.removeIf(old -> old.code() == option.code());
                all.add(option);
            });
            return new Client(mac, on, at, giaddr, agent, all);
        }

        public Client behindRelay(String giaddr, String option82) {
            return new Client(mac, on, at, Ip4.of(giaddr), Optional.of(Bytes.hex(option82)), says);
        }

        public Client later(java.time.Duration time) {
            return new Client(mac, on, at.plus(time), giaddr, agent, says);
        }

        public DhcpPacket packet(Kind kind, Ip4 ciaddr, DhcpOption... more) {
            var options = new ArrayList<DhcpOption>();
            options.add(new MessageType(kind));
            options.addAll(saying(more).says());
            agent.ifPresent(it -> options.add(new DhcpOption.AgentInformation(it)));
            return new DhcpPacket(Op.REQUEST, 1, 0, 0x1234, 0, false, ciaddr, Ip4.NONE, Ip4.NONE, giaddr, mac, "", "", options);
        }

        public DhcpPacket discover() {
            return packet(Kind.DISCOVER, Ip4.NONE);
        }

        public DhcpPacket selecting(String address) {
            return packet(Kind.REQUEST, Ip4.NONE, new RequestedAddress(Ip4.of(address)), new ServerIdentifier(on.advertise()));
        }

        public DhcpPacket rebooting(String address) {
            return packet(Kind.REQUEST, Ip4.NONE, new RequestedAddress(Ip4.of(address)));
        }

        public DhcpPacket renewing(String address) {
            return packet(Kind.REQUEST, Ip4.of(address));
        }

        /** DISCOVER and REQUEST: the address it now has. */
        public String boots(Responder<DhcpPacket, DhcpPacket> server) throws Exception {
            String offered = reply(server, discover()).yiaddr().toString();
            DhcpPacket ack = reply(server, selecting(offered));
            if (!ack.kind().equals(Optional.of(Kind.ACK))) {
                throw new AssertionError("no ACK but " + ack);
            }
            return ack.yiaddr().toString();
        }

        public DhcpPacket reply(Responder<DhcpPacket, DhcpPacket> server, DhcpPacket asked) throws Exception {
            if (outcome(server, asked) instanceof Outcome.Reply<DhcpPacket>(DhcpPacket message, _)) {
                return message;
            }
            throw new AssertionError("silence: " + silence(server, asked));
        }

        public Reason silence(Responder<DhcpPacket, DhcpPacket> server, DhcpPacket asked) throws Exception {
            if (outcome(server, asked) instanceof Outcome.Ignored<DhcpPacket>(Reason reason)) {
                return reason;
            }
            throw new AssertionError("not silent: " + outcome(server, asked));
        }

        public String bootFile(Responder<DhcpPacket, DhcpPacket> server) throws Exception {
            DhcpPacket reply = reply(server, discover());
            return reply.file().isEmpty() ? reply.option(BootFileName.class).map(BootFileName::name).orElse("") : reply.file();
        }

        public Outcome<DhcpPacket> outcome(Responder<DhcpPacket, DhcpPacket> server, DhcpPacket asked) throws Exception {
            var from = new InetSocketAddress(asked.ciaddr().toInetAddress(), 68);
            var to = new InetSocketAddress(on.advertise().toInetAddress(), 67);
            Outcome<DhcpPacket> outcome = server.answer(asked, new Arrival(on, from, to, asked.relay(), at));
            return outcome instanceof Outcome.Later<DhcpPacket>(var work) ? work.call() : outcome;
        }
    }
}
