package dev.lamplighter.e2e;

import dev.lamplighter.dhcp.packet.DhcpCodec;
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
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.List;

/**
 * Many DHCP clients behind a relay agent at 10.99.0.2, run as a process of its own inside the client's namespace: each takes a lease by
 * DISCOVER and REQUEST; each acknowledged one is a line {@code MAC ADDRESS} on standard output. Ends when its standard input does.
 */
final class LeaseLoad {

    private static final Ip4 SERVER = Ip4.of("10.99.0.1");
    private static final Ip4 RELAY = Ip4.of("10.99.0.2");
    private static final int AT_ONCE = 32;
    private static final int SILENCE = 20;

    private final DatagramSocket socket;
    private int next = 1;

    private LeaseLoad(DatagramSocket socket) {
        this.socket = socket;
    }

    public static void main(String[] words) throws IOException {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                System.in.readAllBytes();
            } catch (IOException ended) {
                System.err.println(ended.getMessage());
            }
            System.exit(0);
        });
        try (var socket = new DatagramSocket(new InetSocketAddress(RELAY.toInetAddress(), 67))) {
            socket.setSoTimeout(SILENCE);
            new LeaseLoad(socket).run();
        }
    }

    /** Keeps up to {@link #AT_ONCE} clients on their way; whoever is not answered in time gives up, and new ones come. */
    private void run() throws IOException {
        var buffer = new byte[2048];
        int waiting = 0;
        while (true) {
            while (waiting < AT_ONCE) {
                discover();
                waiting++;
            }
            var datagram = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(datagram);
            } catch (SocketTimeoutException silence) {
                waiting = 0;
                continue;
            }
            if (DhcpCodec.decode(Bytes.owned(Arrays.copyOf(buffer, datagram.getLength()))) instanceof Decoded.Message<DhcpPacket>(DhcpPacket answer)) {
                Kind kind = answer.kind().orElse(Kind.NAK);
                if (kind == Kind.OFFER) {
                    send(answer.xid(), answer.chaddr(), List.of(new MessageType(Kind.REQUEST), new ServerIdentifier(SERVER), new RequestedAddress(answer.yiaddr())));
                } else {
                    waiting--;
                }
                if (kind == Kind.ACK) {
                    System.out.println(answer.chaddr() + " " + answer.yiaddr());
                }
            }
        }
    }

    private void discover() throws IOException {
        int number = next++;
        var mac = new Mac(Bytes.of((byte) 2, (byte) 0x99, (byte) (number >>> 24), (byte) (number >>> 16), (byte) (number >>> 8), (byte) number));
        send(number, mac, List.of(new MessageType(Kind.DISCOVER)));
    }

    private void send(int xid, Mac mac, List<dev.lamplighter.dhcp.packet.DhcpOption> options) throws IOException {
        var packet = new DhcpPacket(DhcpPacket.Op.REQUEST, 1, 1, xid, 0, false, Ip4.NONE, Ip4.NONE, Ip4.NONE, RELAY, mac, "", "", options);
        byte[] bytes = DhcpCodec.encode(packet, 1400).toArray();
        socket.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress(SERVER.toInetAddress(), 67)));
    }
}
