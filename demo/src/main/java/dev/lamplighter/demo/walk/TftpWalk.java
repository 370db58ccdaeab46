package dev.lamplighter.demo.walk;

import dev.lamplighter.demo.stage.Stage;
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
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;

/** Fetches a file over TFTP in octet mode with EDK2's block size, and keeps none of it (RFC 1350, RFC 2347, RFC 2348). */
final class TftpWalk {

    static final int PORT = 69;

    private static final int PLAIN_BLOCK = 512;
    private static final int BLOCK = 1468;
    private static final int LONGEST = 2048;
    private static final int PATIENCE_IN_MILLISECONDS = 2000;
    private static final int TRIES = 5;
    private static final int NUMBERS = 0x10000;

    private final InetSocketAddress server;
    private final TftpCodec codec = TftpCodec.standard();
    private final DatagramPacket got = new DatagramPacket(new byte[LONGEST], LONGEST);

    TftpWalk(Ip4 server, int port) {
        this.server = new InetSocketAddress(server.toString(), port);
    }

    /** Reads {@code file} to its end and returns how many octets it has. */
    long fetch(String file) throws WalkException {
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(PATIENCE_IN_MILLISECONDS);
            return transfer(socket, file);
        } catch (IOException broken) {
            throw new WalkException(Stage.BOOT_FILE, file + " from " + server + ": " + broken.getMessage(), broken);
        }
    }

    private long transfer(DatagramSocket socket, String file) throws IOException, WalkException {
        DatagramPacket last = packet(new ReadRequest(file, "octet", List.of(new Option("tsize", "0"), new Option("blksize", String.valueOf(BLOCK)))), server);
        int blockSize = PLAIN_BLOCK;
        long total = 0;
        for (int next = 1; ; ) {
            switch (answer(socket, last, file)) {
                case OptionAck granted -> {
                    blockSize = blockSize(granted);
                    last = packet(new Ack(0), from());
                }
                case Data data -> {
                    if (data.block() == next % NUMBERS) {
                        total += data.payload().length();
                        next++;
                        last = packet(new Ack(data.block()), from());
                    }
                    if (data.block() == (next - 1) % NUMBERS && data.payload().length() < blockSize) {
                        socket.send(last);
                        return total;
                    }
                }
                case ErrorMessage error ->
                    throw new WalkException(Stage.BOOT_FILE, file + ": the server says error " + error.code() + ", " + error.message());
                case Ack _, ReadRequest _, WriteRequest _ ->
                    throw new WalkException(Stage.BOOT_FILE, file + ": the server sends what only clients send");
            }
        }
    }

    /** Sends {@code question} until something that is TFTP comes back. */
    private TftpPacket answer(DatagramSocket socket, DatagramPacket question, String file) throws IOException, WalkException {
        for (int tried = 0; tried < TRIES; tried++) {
            socket.send(question);
            got.setLength(LONGEST);
            try {
                socket.receive(got);
            } catch (SocketTimeoutException silence) {
                continue;
            }
            if (codec.decode(ByteBuffer.wrap(got.getData(), 0, got.getLength())) instanceof Decoded.Message<TftpPacket>(TftpPacket packet)) {
                return packet;
            }
        }
        throw new WalkException(Stage.BOOT_FILE, "no answer about " + file + " after " + TRIES + " tries");
    }

    private static int blockSize(OptionAck granted) {
        return granted.options().stream().filter(option -> option.is("blksize") && option.value().matches("[0-9]{1,4}"))
                .mapToInt(option -> Integer.parseInt(option.value())).findFirst().orElse(PLAIN_BLOCK);
    }

    private InetSocketAddress from() {
        return (InetSocketAddress) got.getSocketAddress();
    }

    private static DatagramPacket packet(TftpPacket packet, InetSocketAddress to) {
        byte[] octets = TftpCodec.encode(packet).toArray();
        return new DatagramPacket(octets, octets.length, to);
    }
}
