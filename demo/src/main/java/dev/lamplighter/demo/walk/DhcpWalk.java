package dev.lamplighter.demo.walk;

import dev.lamplighter.dhcp.packet.DhcpCodec;
import dev.lamplighter.dhcp.packet.DhcpOption;
import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpOption.MessageType;
import dev.lamplighter.dhcp.packet.DhcpOption.RequestedAddress;
import dev.lamplighter.dhcp.packet.DhcpOption.ServerIdentifier;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Decoded;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** DISCOVER, OFFER, REQUEST, ACK with the broadcast flag set, from an interface without an address (RFC 2131 section 3.1). */
final class DhcpWalk implements AutoCloseable {

    private static final int SERVER = 67;
    private static final int CLIENT = 68;
    private static final int TRIES = 4;
    private static final int ETHERNET = 1;
    private static final int LONGEST = 1472;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final DatagramSocket socket;
    private final Mac mac;

    DhcpWalk(Mac mac) throws SocketException {
        this.mac = mac;
        this.socket = new DatagramSocket(null);
        socket.setReuseAddress(true);
        socket.setBroadcast(true);
        socket.bind(new InetSocketAddress("0.0.0.0", CLIENT));
    }

    /** Gets a lease as {@code who}. */
    Granted lease(Persona who) throws WalkException {
        int xid = ThreadLocalRandom.current().nextInt();
        DhcpPacket offer = ask(who, message(xid, who, new MessageType(Kind.DISCOVER)), Kind.OFFER);
        var server = offer.option(ServerIdentifier.class)
                .orElseThrow(() -> new WalkException(who.stage(), "the OFFER has no server identifier (option 54)"));
        return Granted.by(ask(who, message(xid, who, new MessageType(Kind.REQUEST), new RequestedAddress(offer.yiaddr()), server), Kind.ACK));
    }

    private DhcpPacket message(int xid, Persona who, DhcpOption... first) {
        var options = new ArrayList<>(List.of(first));
        options.addAll(who.options());
        return new DhcpPacket(DhcpPacket.Op.REQUEST, ETHERNET, 0, xid, 0, true, Ip4.NONE, Ip4.NONE, Ip4.NONE, Ip4.NONE, mac, "", "", options);
    }

    private DhcpPacket ask(Persona who, DhcpPacket question, Kind wanted) throws WalkException {
        byte[] datagram = DhcpCodec.encode(question, LONGEST).toArray();
        try {
            for (int tried = 0; tried < TRIES; tried++) {
                socket.send(new DatagramPacket(datagram, datagram.length, new InetSocketAddress("255.255.255.255", SERVER)));
                Optional<DhcpPacket> answer = answer(question.xid(), wanted);
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
        } catch (IOException unreachable) {
            throw new WalkException(who.stage(), "cannot send " + question.kind().orElseThrow() + ": " + unreachable.getMessage(), unreachable);
        }
        throw new WalkException(who.stage(), "no " + wanted + " came for " + TRIES + " times " + question.kind().orElseThrow());
    }

    private Optional<DhcpPacket> answer(int xid, Kind wanted) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var datagram = new DatagramPacket(new byte[2048], 2048);
        for (long left = PATIENCE.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            socket.setSoTimeout((int) left);
            try {
                socket.receive(datagram);
            } catch (SocketTimeoutException silence) {
                return Optional.empty();
            }
            Bytes octets = Bytes.of(datagram.getData()).slice(0, datagram.getLength());
            if (DhcpCodec.decode(octets) instanceof Decoded.Message<DhcpPacket>(DhcpPacket packet) && packet.op() == DhcpPacket.Op.REPLY
                    && packet.xid() == xid && packet.chaddr().equals(mac) && packet.kind().filter(wanted::equals).isPresent()) {
                return Optional.of(packet);
            }
            datagram.setLength(2048);
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        socket.close();
    }
}
