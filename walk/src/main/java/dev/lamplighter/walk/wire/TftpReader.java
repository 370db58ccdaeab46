package dev.lamplighter.walk.wire;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Decoded;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.tftp.packet.TftpCodec;
import dev.lamplighter.tftp.packet.TftpPacket;
import dev.lamplighter.tftp.packet.TftpPacket.Ack;
import dev.lamplighter.tftp.packet.TftpPacket.Data;
import dev.lamplighter.tftp.packet.TftpPacket.ErrorMessage;
import dev.lamplighter.tftp.packet.TftpPacket.Option;
import dev.lamplighter.tftp.packet.TftpPacket.OptionAck;
import dev.lamplighter.tftp.packet.TftpPacket.ReadRequest;
import dev.lamplighter.tftp.packet.TftpPacket.WriteRequest;
import dev.lamplighter.walk.Fetched;
import dev.lamplighter.walk.WalkException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;

/** Reads a file over TFTP in octet mode with EDK2's block size (RFC 1350, RFC 2347 to 2349). */
final class TftpReader {

    static final int PORT = 69;

    private static final int PLAIN_BLOCK = 512;
    private static final int BLOCK = 1468;
    private static final int LONGEST = 2048;
    private static final int PATIENCE_IN_MILLISECONDS = 2000;
    private static final int TRIES = 5;
    private static final int NUMBERS = 0x10000;

    private final InetAddress own;
    private final InetSocketAddress server;
    private final TftpCodec codec = TftpCodec.standard();
    private final DatagramPacket got = new DatagramPacket(new byte[LONGEST], LONGEST);

    TftpReader(InetAddress own, Ip4 server, int port) {
        this.own = own;
        this.server = new InetSocketAddress(server.toInetAddress(), port);
    }

    /** Reads {@code file} to its end, or to {@code most} octets and says then that this is enough. */
    Fetched fetch(String file, long most) throws WalkException {
        try (var socket = new DatagramSocket(new InetSocketAddress(own, 0))) {
            socket.setSoTimeout(PATIENCE_IN_MILLISECONDS);
            return transfer(socket, file, most);
        } catch (IOException broken) {
            throw new WalkException(file + " from " + server.getHostString() + " by TFTP: " + broken.getMessage(), broken);
        }
    }

    private Fetched transfer(DatagramSocket socket, String file, long most) throws IOException, WalkException {
        DatagramPacket last = packet(new ReadRequest(file, "octet", List.of(new Option("tsize", "0"), new Option("blksize", String.valueOf(BLOCK)))), server);
        var head = new ByteArrayOutputStream();
        int blockSize = PLAIN_BLOCK;
        OptionalLong whole = OptionalLong.empty();
        long total = 0;
        for (long next = 1; ; ) {
            switch (answer(socket, last, file, total)) {
                case OptionAck granted -> {
                    blockSize = (int) number(granted, "blksize").orElse(PLAIN_BLOCK);
                    whole = number(granted, "tsize");
                    last = packet(new Ack(0), from());
                }
                case Data data -> {
                    if (data.block() == next % NUMBERS) {
                        keep(data.payload(), head);
                        total += data.payload().length();
                        next++;
                        last = packet(new Ack(data.block()), from());
                    }
                    if (data.block() == (next - 1) % NUMBERS && data.payload().length() < blockSize) {
                        socket.send(last);
                        return new Fetched(Fetched.OK, Bytes.owned(head.toByteArray()), total, "");
                    }
                    if (total >= most) {
                        socket.send(packet(new ErrorMessage(ErrorMessage.UNDEFINED, "that is enough"), from()));
                        return new Fetched(Fetched.OK, Bytes.owned(head.toByteArray()), whole.orElse(Fetched.UNKNOWN), "");
                    }
                }
                case ErrorMessage error -> {
                    return switch (error.code()) {
                        case ErrorMessage.FILE_NOT_FOUND -> new Fetched(Fetched.NOT_FOUND, Bytes.EMPTY, Fetched.UNKNOWN, "");
                        case ErrorMessage.ACCESS_VIOLATION -> new Fetched(Fetched.FORBIDDEN, Bytes.EMPTY, Fetched.UNKNOWN, "");
                        default -> throw new WalkException(file + ": the TFTP server says error " + error.code() + ", " + error.message());
                    };
                }
                case Ack _, ReadRequest _, WriteRequest _ -> throw new WalkException(file + ": the TFTP server sends what only clients send");
            }
        }
    }

    private static void keep(Bytes payload, ByteArrayOutputStream head) {
        int left = Fetched.KEPT - head.size();
        if (left > 0) {
            head.writeBytes(payload.slice(0, Math.min(left, payload.length())).toArray());
        }
    }

    /** Sends {@code question} until something that is TFTP comes back from the server. */
    private TftpPacket answer(DatagramSocket socket, DatagramPacket question, String file, long total) throws IOException, WalkException {
        for (int tried = 0; tried < TRIES; tried++) {
            socket.send(question);
            long end = System.nanoTime() + PATIENCE_IN_MILLISECONDS * 1_000_000L;
            for (long left = PATIENCE_IN_MILLISECONDS; left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                socket.setSoTimeout((int) left);
                got.setLength(LONGEST);
                try {
                    socket.receive(got);
                } catch (SocketTimeoutException silence) {
                    break;
                }
                if (got.getAddress().equals(server.getAddress()) && codec.decode(ByteBuffer.wrap(got.getData(), 0, got.getLength()).slice()) instanceof Decoded.Message<TftpPacket>(TftpPacket packet)) {
                    return packet;
                }
            }
        }
        throw new WalkException(total == 0 ? server.getHostString() + " does not answer for " + file + " by TFTP: is UDP port 69 open, and the ports that answers come from?"
                : "the transfer of " + file + " from " + server.getHostString() + " dies after " + total + " octets: does the path carry packets of " + (BLOCK + 32) + " octets?");
    }

    private static OptionalLong number(OptionAck granted, String name) {
        return granted.options().stream().filter(option -> option.is(name) && option.value().matches("[0-9]{1,12}")).mapToLong(option -> Long.parseLong(option.value())).findFirst();
    }

    private InetSocketAddress from() {
        return (InetSocketAddress) got.getSocketAddress();
    }

    private static DatagramPacket packet(TftpPacket packet, InetSocketAddress to) {
        byte[] octets = TftpCodec.encode(packet).toArray();
        return new DatagramPacket(octets, octets.length, to);
    }
}
