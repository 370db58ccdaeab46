package dev.lamplighter.walk.wire;

import dev.lamplighter.dhcp.packet.DhcpOption;
import dev.lamplighter.dhcp.packet.DhcpOption.ClientIdentifier;
import dev.lamplighter.dhcp.packet.DhcpOption.DnsServers;
import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpOption.MessageType;
import dev.lamplighter.dhcp.packet.DhcpOption.ServerIdentifier;
import dev.lamplighter.dhcp.packet.DhcpOption.SubnetMask;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.net.Interfaces;
import dev.lamplighter.walk.DhcpTarget;
import dev.lamplighter.walk.Fetched;
import dev.lamplighter.walk.Heard;
import dev.lamplighter.walk.WalkException;
import dev.lamplighter.walk.Wire;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network that an interface of this host is on. DHCP is spoken with the client's own hardware address in the messages. Files are read from the leased address where
 * it is taken, else from the interface's own. Closing it gives the address back, and releases what was leased and not released.
 */
public final class Link implements Wire, AutoCloseable {

    private static final int BOOT_SERVER_PORT = 4011;
    private static final int LONGEST = 2048;
    private static final int WHOLE = 32;

    private final LinkSettings settings;
    private final Ear ear;
    private final BorrowedAddress borrowed;
    private final List<DhcpPacket> leased = new ArrayList<>();
    private List<Ip4> dns = List.of();
    private Optional<Ip4> taken = Optional.empty();

    private Link(LinkSettings settings, Ear ear) {
        this.settings = settings;
        this.ear = ear;
        this.borrowed = new BorrowedAddress(settings.interfaceName());
    }

    /** Opens the interface for a client that is behind {@code relay}, if it is behind one. */
    public static Link open(LinkSettings settings, Optional<Ip4> relay) throws CannotWalk {
        if (!Interfaces.exists(settings.interfaceName())) {
            throw new CannotWalk(CannotWalk.Why.NO_INTERFACE, "there is no interface " + settings.interfaceName() + " here (ip link lists them)");
        }
        return new Link(settings, Ear.open(settings.interfaceName(), relay));
    }

    @Override
    public List<Heard> dhcp(DhcpPacket asked, DhcpTarget target) throws WalkException {
        return switch (target) {
            case DhcpTarget.Everybody _ -> askEverybody(asked);
            case DhcpTarget.Server(Ip4 server) -> {
                release(asked, server);
                yield List.of();
            }
            case DhcpTarget.BootServer(Ip4 server) -> askBootServer(asked, server);
        };
    }

    private List<Heard> askEverybody(DhcpPacket asked) throws WalkException {
        boolean discovers = asked.kind().filter(Kind.DISCOVER::equals).isPresent();
        var answers = new ArrayList<Heard>();
        if (discovers) {
            // Who starts anew has no address, and a server that looks for one in use must not find this one.
            giveBack();
        }
        ear.clear();
        long began = System.nanoTime();
        long end = began + settings.patience().toNanos();
        long sendAt = began;
        while (end - System.nanoTime() > 0) {
            if (System.nanoTime() - sendAt >= 0) {
                send(asked, (int) Duration.ofNanos(System.nanoTime() - began).toSeconds());
                sendAt = System.nanoTime() + settings.again().toNanos();
            }
            Optional<Heard> answer = ear.next(Duration.ofNanos(Math.min(sendAt, end) - System.nanoTime())).filter(heard -> isFor(asked, heard));
            if (answer.isEmpty() || answers.stream().anyMatch(other -> isSame(other, answer.get()))) {
                continue;
            }
            answers.add(answer.get());
            if (!discovers) {
                break;
            }
            if (!answer.get().isProxy()) {
                end = Math.min(end, System.nanoTime() + settings.linger().toNanos());
                sendAt = end;
            }
        }
        for (Heard answer : answers) {
            if (answer.packet().kind().filter(Kind.ACK::equals).isPresent()) {
                remember(asked, answer.packet());
            }
        }
        return List.copyOf(answers);
    }

    private void send(DhcpPacket asked, int secs) throws WalkException {
        Bytes datagram = Datagrams.write(asked, secs);
        boolean sent = asked.giaddr().isNone() ? ear.broadcast(datagram) : ear.relay(asked.giaddr(), settings.server(), datagram);
        if (!sent) {
            throw new WalkException("nothing can be sent on " + settings.interfaceName() + ": is it up? (ip link set " + settings.interfaceName() + " up)");
        }
    }

    /** Who takes one server's offer hears the others no more. */
    private static boolean isFor(DhcpPacket asked, Heard answer) {
        return answer.packet().xid() == asked.xid() && answer.packet().chaddr().equals(asked.chaddr())
                && asked.option(ServerIdentifier.class).filter(wanted -> !wanted.address().equals(answer.server())).isEmpty();
    }

    /** A server that was asked twice answers twice. */
    private static boolean isSame(Heard one, Heard other) {
        return one.server().equals(other.server()) && one.packet().kind().equals(other.packet().kind()) && one.packet().yiaddr().equals(other.packet().yiaddr());
    }

    /** What gives back the address of {@code ack} (RFC 2131 table 5). */
    private static DhcpPacket release(DhcpPacket asked, DhcpPacket ack) {
        var options = new ArrayList<DhcpOption>(List.of(new MessageType(Kind.RELEASE)));
        ack.option(ServerIdentifier.class).ifPresent(options::add);
        asked.option(ClientIdentifier.class).ifPresent(options::add);
        return new DhcpPacket(DhcpPacket.Op.REQUEST, asked.htype(), 0, asked.xid(), 0, false, ack.yiaddr(), Ip4.NONE, Ip4.NONE, Ip4.NONE, asked.chaddr(), "", "", options);
    }

    private void remember(DhcpPacket asked, DhcpPacket ack) throws WalkException {
        synchronized (leased) {
            DhcpPacket release = release(asked, ack);
            leased.removeIf(earlier -> earlier.ciaddr().equals(release.ciaddr()) && earlier.options().equals(release.options()));
            leased.add(release);
        }
        dns = ack.option(DnsServers.class).map(DnsServers::addresses).orElse(List.of());
        if (settings.takesAddress()) {
            int prefix = ack.option(SubnetMask.class).map(mask -> Integer.bitCount(mask.mask().bits())).orElse(WHOLE);
            borrowed.take(ack.yiaddr(), prefix);
            taken = Optional.of(ack.yiaddr());
        }
    }

    /** A client's port of its own, as the answer comes to the address in {@code ciaddr}: this host's, unless it has taken the leased one. */
    private List<Heard> askBootServer(DhcpPacket asked, Ip4 server) throws WalkException {
        Ip4 own = source();
        Bytes datagram = Datagrams.write(asked.withCiaddr(own), 0);
        try (var socket = new DatagramSocket(new InetSocketAddress(own.toInetAddress(), 0))) {
            var answers = new ArrayList<Heard>();
            long end = System.nanoTime() + settings.patience().toNanos();
            while (answers.isEmpty() && end - System.nanoTime() > 0) {
                socket.send(new DatagramPacket(datagram.toArray(), datagram.length(), new InetSocketAddress(server.toInetAddress(), BOOT_SERVER_PORT)));
                receive(socket, Math.min(end, System.nanoTime() + settings.again().toNanos())).filter(heard -> isFor(asked, heard)).ifPresent(answers::add);
            }
            return List.copyOf(answers);
        } catch (IOException broken) {
            throw new WalkException("the boot server " + server + " cannot be asked: " + broken.getMessage(), broken);
        }
    }

    private static Optional<Heard> receive(DatagramSocket socket, long until) throws IOException {
        var got = new DatagramPacket(new byte[LONGEST], LONGEST);
        socket.setSoTimeout((int) Math.max(1, (until - System.nanoTime()) / 1_000_000));
        try {
            socket.receive(got);
            return Datagrams.inDatagram(Bytes.of(got.getData()).slice(0, got.getLength()), Ip4.of(got.getAddress()));
        } catch (SocketTimeoutException silence) {
            return Optional.empty();
        }
    }

    private void release(DhcpPacket asked, Ip4 server) throws WalkException {
        Bytes datagram = Datagrams.write(asked, 0);
        boolean sent = taken.or(this::own).map(own -> sendFrom(own, server, datagram)).orElse(false) || ear.unicast(asked.ciaddr(), server, datagram);
        synchronized (leased) {
            leased.removeIf(lease -> lease.ciaddr().equals(asked.ciaddr()) && lease.options().equals(asked.options()));
            if (leased.stream().noneMatch(lease -> taken.filter(lease.ciaddr()::equals).isPresent())) {
                giveBack();
            }
        }
        if (!sent) {
            throw new WalkException("RELEASE could not be sent on " + settings.interfaceName());
        }
    }

    private void giveBack() {
        taken = Optional.empty();
        borrowed.close();
    }

    private static boolean sendFrom(Ip4 own, Ip4 server, Bytes datagram) {
        try (var socket = new DatagramSocket(new InetSocketAddress(own.toInetAddress(), 0))) {
            socket.send(new DatagramPacket(datagram.toArray(), datagram.length(), new InetSocketAddress(server.toInetAddress(), Ear.SERVER_PORT)));
            return true;
        } catch (IOException noWay) {
            return false;
        }
    }

    @Override
    public Fetched fetch(URI what, long most) throws WalkException {
        return new Reading(source(), dns).fetch(what, most);
    }

    private Ip4 source() throws WalkException {
        return taken.or(this::own).orElseThrow(() -> new WalkException(settings.interfaceName()
                + " has no address, so nothing can be fetched over it: give it one, or let the probe take the leased one (--take-address)"));
    }

    private Optional<Ip4> own() {
        return Interfaces.addresses(settings.interfaceName()).flatMap(all -> all.stream().findFirst()).map(Interfaces.Assigned::address);
    }

    @Override
    public void close() {
        List<DhcpPacket> left;
        synchronized (leased) {
            left = List.copyOf(leased);
        }
        for (DhcpPacket lease : left) {
            try {
                release(lease, lease.option(ServerIdentifier.class).map(ServerIdentifier::address).orElse(Ip4.BROADCAST));
            } catch (WalkException gone) {
                // Without a way out the lease ends by its time.
            }
        }
        borrowed.close();
        ear.close();
    }
}
