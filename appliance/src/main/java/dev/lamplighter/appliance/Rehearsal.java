package dev.lamplighter.appliance;

import dev.lamplighter.appliance.settings.Settings;
import dev.lamplighter.boot.Body;
import dev.lamplighter.boot.QueryLabels;
import dev.lamplighter.boot.reads.BootsSeen;
import dev.lamplighter.boot.reads.ReadGuard;
import dev.lamplighter.boot.reads.ReadTokens;
import dev.lamplighter.boot.reads.TokenGuard;
import dev.lamplighter.dhcp.packet.DhcpCodec;
import dev.lamplighter.dhcp.packet.DhcpOption;
import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpOption.RequestedAddress;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.dhcp.server.Destination;
import dev.lamplighter.dhcp.server.DhcpService;
import dev.lamplighter.dhcp.server.Exchanged;
import dev.lamplighter.http.server.HttpDoor;
import dev.lamplighter.http.service.Answer;
import dev.lamplighter.http.service.Content;
import dev.lamplighter.http.service.Field;
import dev.lamplighter.http.service.Question;
import dev.lamplighter.http.service.Site;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Decoded;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Responder;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.Segment.DhcpMode;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Stamp;
import dev.lamplighter.model.event.Wire;
import dev.lamplighter.tftp.packet.TftpPacket.ErrorMessage;
import dev.lamplighter.tftp.packet.TftpPacket.ReadRequest;
import dev.lamplighter.tftp.service.Plan;
import dev.lamplighter.tftp.service.Requests;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * One boot as the server would answer it if it happened now: by the decisions of its doors, without a socket and without a trace. No lease is kept, no
 * intent is used up, no event is published, nobody counts as seen, and a token that it shows is worth nothing. For one boot of one machine, on one thread.
 */
final class Rehearsal {

    private static final int ETHERNET = 1472;
    private static final int SECRET = 32;
    private static final int SOME_PORT = 49_152;
    private static final int TFTP_PORT = 69;
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    /** Stands for an address of which nothing is known here (RFC 5737). */
    private static final Ip4 ELSEWHERE = Ip4.of("198.51.100.1");

    private static final Reason NO_ANSWERS = new Reason("dhcp-elsewhere", "we do not answer DHCP there: another server does");
    private static final Reason TFTP_OFF = new Reason("tftp-off", "tftp.enabled is false");

    private final Decisions decisions;
    private final Segment via;
    private final Mac machine;
    private final BootsSeen seen = new BootsSeen();
    private final Optional<DhcpService> dhcp;
    private final Requests tftp;
    private final Site site;
    private final boolean leased;
    private Ip4 address = Ip4.NONE;

    /** {@code machine} boots where {@code via} is, and shows {@code uuid}. */
    Rehearsal(Decisions real, Segment via, Mac machine, UUID uuid) {
        this.via = via;
        this.machine = machine;
        Function<Mac, Optional<UUID>> uuids = mac -> mac.equals(machine) ? Optional.of(uuid) : real.kept().uuids().apply(mac);
        this.decisions = real.rehearsal(guard(real, uuids), uuids);
        this.dhcp = service();
        this.leased = via.dhcp() == DhcpMode.FULL;
        this.tftp = new Requests(decisions.answers(), decisions.tftpNames(asked -> Optional.of(machine).filter(_ -> asked.equals(address))));
        this.site = HttpDoor.site(decisions.pages(List.of(), Optional.empty()), decisions.answers(), QueryLabels::parse);
    }

    /** Where another server names the boot files, it is told what our proxy would say. */
    private Optional<DhcpService> service() {
        return switch (via.dhcp()) {
            case FULL, PROXY -> decisions.dhcp(false).stream().filter(service -> service.segment().equals(via)).findFirst();
            case EXISTING -> Optional.of(decisions.proxy(via));
            case OFF -> Optional.empty();
        };
    }

    /** By a secret of its own, so that its tokens are good for this boot alone. */
    private ReadGuard guard(Decisions real, Function<Mac, Optional<UUID>> uuids) {
        if (real.settings().reads() != Settings.Reads.TOKEN) {
            return ReadGuard.open();
        }
        byte[] secret = new byte[SECRET];
        new SecureRandom().nextBytes(secret);
        return new TokenGuard(new ReadTokens(Bytes.owned(secret), real.clock()), seen, uuids);
    }

    /** What came of a question: an answer, or the reason why there is none. */
    sealed interface Said<A> {
        record Answered<A>(A answer) implements Said<A> {}

        record Silent<A>(Reason why) implements Said<A> {}
    }

    /** What is sent of a file or document: its first octets, and how many there are. {@code location} is where a redirect leads. */
    record Sent(int status, Bytes head, long length, String mediaType, Optional<String> location, Optional<Reason> refusal) {}

    Segment via() {
        return via;
    }

    /** The decisions of this boot, which know what happened in it. */
    Decisions decisions() {
        return decisions;
    }

    /** {@code asked} as it comes to {@code port}, 67 or 4011. */
    Said<DhcpPacket> dhcp(DhcpPacket asked, int port) throws Exception {
        if (dhcp.isEmpty()) {
            return new Said.Silent<>(NO_ANSWERS);
        }
        DhcpPacket heard = decoded(DhcpCodec.encode(asked, ETHERNET));
        boolean proxies = port == Destination.BOOT_SERVER_PORT;
        if (!leased && address.isNone()) {
            leasedElsewhere(heard);
        }
        var wire = new Wire(via.interfaceName(), from(heard, proxies), new InetSocketAddress(via.advertise().toInetAddress(), port));
        var arrival = new Arrival(via, wire.peer(), wire.local(), heard.relay(), decisions.clock().instant());
        Responder<DhcpPacket, DhcpPacket> responder = proxies ? dhcp.get().onBootServerPort() : dhcp.get().onServerPort();
        return switch (settled(responder.answer(heard, arrival))) {
            case Outcome.Reply<DhcpPacket>(DhcpPacket answer, Optional<Reason> reason) -> {
                tell(wire, heard, Optional.of(answer), reason);
                DhcpPacket sent = decoded(Exchanged.datagram(heard, answer));
                if (leased && sent.kind().equals(Optional.of(Kind.ACK)) && !sent.yiaddr().isNone()) {
                    address = sent.yiaddr();
                }
                yield new Said.Answered<>(sent);
            }
            case Outcome.Ignored<DhcpPacket>(Reason reason) -> {
                tell(wire, heard, Optional.empty(), Optional.of(reason));
                yield new Said.Silent<>(reason);
            }
            case Outcome.Later<DhcpPacket> later -> throw new IllegalStateException("it was asked until it answered, but " + later);
        };
    }

    /** The machine asks another server for its address, and everybody hears that. Which one that is, is not known here where it is not declared. */
    private void leasedElsewhere(DhcpPacket asked) {
        address = decisions.catalog().current().machines().find(machine).stream().flatMap(it -> it.addresses().stream()).filter(Ip4.class::isInstance).map(Ip4.class::cast)
                .findFirst().orElse(ELSEWHERE);
        var options = new ArrayList<DhcpOption>(asked.options());
        options.removeIf(option -> option instanceof RequestedAddress);
        options.add(new RequestedAddress(address));
        var request = new DhcpPacket(asked.op(), asked.htype(), asked.hops(), asked.xid(), asked.secs(), asked.broadcast(), asked.ciaddr(), asked.yiaddr(), asked.siaddr(),
                asked.giaddr(), asked.chaddr(), asked.sname(), asked.file(), options);
        var everybody = new InetSocketAddress(Ip4.BROADCAST.toInetAddress(), Destination.SERVER_PORT);
        tell(new Wire(via.interfaceName(), from(asked, false), everybody), request, Optional.empty(), Optional.empty());
    }

    private InetSocketAddress from(DhcpPacket asked, boolean proxies) {
        if (!asked.giaddr().isNone() && !proxies) {
            return new InetSocketAddress(asked.giaddr().toInetAddress(), Destination.SERVER_PORT);
        }
        return new InetSocketAddress((asked.ciaddr().isNone() && proxies ? address : asked.ciaddr()).toInetAddress(), Destination.CLIENT_PORT);
    }

    private void tell(Wire wire, DhcpPacket asked, Optional<DhcpPacket> answer, Optional<Reason> reason) {
        seen.accept(Exchanged.event(stamp(), wire, asked, answer, reason));
    }

    private Stamp stamp() {
        return new Stamp("rehearsal", 0, decisions.clock().instant(), System.nanoTime());
    }

    private static DhcpPacket decoded(Bytes datagram) {
        return switch (DhcpCodec.decode(datagram)) {
            case Decoded.Message<DhcpPacket>(DhcpPacket packet) -> packet;
            case Decoded.Malformed<DhcpPacket>(Reason reason) -> throw new IllegalStateException("a packet of ours cannot be read: " + reason);
        };
    }

    /** The file of that name over TFTP; at most {@code most} octets of it. The status is HTTP's. */
    Said<Sent> tftp(String name, int most) throws IOException {
        if (!decisions.settings().tftp()) {
            return new Said.Silent<>(TFTP_OFF);
        }
        Arrival arrival = arrival(new InetSocketAddress(via.advertise().toInetAddress(), TFTP_PORT));
        return switch (tftp.plan(new ReadRequest(name, "octet", List.of()), arrival)) {
            case Plan.Refuse(ErrorMessage error, Reason reason) -> new Said.Answered<>(new Sent(error.code() == ErrorMessage.ACCESS_VIOLATION ? FORBIDDEN : NOT_FOUND,
                    Bytes.EMPTY, 0, "", Optional.empty(), Optional.of(reason)));
            case Plan.Serve(Body body, _) -> {
                seen.accept(new BootEvent.Tftp(stamp(), new Wire(via.interfaceName(), arrival.from(), arrival.to()), 0, name, BootEvent.Tftp.Step.STARTED, 0,
                        Duration.ZERO, Optional.empty()));
                yield new Said.Answered<>(switch (body) {
                    case Body.Text(Bytes bytes, _) -> new Sent(OK, head(bytes, most), bytes.length(), "", Optional.empty(), Optional.empty());
                    case Body.OnDisk(Path file) -> onDisk(file, most);
                });
            }
        };
    }

    private static Sent onDisk(Path file, int most) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new Sent(OK, head(channel, most), Files.size(file), "", Optional.empty(), Optional.empty());
        }
    }

    /** What GET of {@code target} at our address {@code local} is answered with; at most {@code most} octets of it. */
    Sent http(InetSocketAddress local, String target, int most) throws Exception {
        return switch (settled(site.answer(Question.get(target), arrival(local)))) {
            case Outcome.Reply<Answer>(Answer answer, _) -> sent(answer, most);
            case Outcome.Ignored<Answer>(Reason reason) -> sent(Answer.notFound(reason), most);
            case Outcome.Later<Answer> later -> throw new IllegalStateException("it was asked until it answered, but " + later);
        };
    }

    private Arrival arrival(InetSocketAddress local) {
        var from = new InetSocketAddress(address.toInetAddress(), SOME_PORT);
        return new Arrival(decisions.segmentOf(local), from, local, Optional.empty(), decisions.clock().instant());
    }

    private static Sent sent(Answer answer, int most) throws IOException {
        Optional<String> location = field(answer, "Location");
        String type = field(answer, "Content-Type").orElse("");
        return switch (answer.content()) {
            case Content.Octets(Bytes bytes, _) -> new Sent(answer.status(), head(bytes, most), bytes.length(), type, location, answer.refusal());
            case Content.FromFile whole -> {
                try (var file = whole.file()) {
                    yield new Sent(answer.status(), head(file.channel(), most), whole.length(), type, location, answer.refusal());
                }
            }
        };
    }

    private static Optional<String> field(Answer answer, String name) {
        return answer.fields().stream().filter(field -> field.name().equals(name)).map(Field::value).findFirst();
    }

    private static Bytes head(Bytes bytes, int most) {
        return bytes.length() > most ? bytes.slice(0, most) : bytes;
    }

    private static Bytes head(FileChannel channel, int most) throws IOException {
        var buffer = ByteBuffer.allocate((int) Math.min(channel.size(), most));
        int read = 0;
        while (buffer.hasRemaining() && read >= 0) {
            read = channel.read(buffer, buffer.position());
        }
        return Bytes.owned(Arrays.copyOf(buffer.array(), buffer.position()));
    }

    private static <A> Outcome<A> settled(Outcome<A> outcome) throws Exception {
        Outcome<A> now = outcome;
        while (now instanceof Outcome.Later<A> later) {
            now = later.work().call();
        }
        return now;
    }
}
