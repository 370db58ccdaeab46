package dev.lamplighter.demo.walk;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lamplighter.demo.stage.Stage;
import dev.lamplighter.model.Ip4;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/** Fetches a file over TFTP in octet mode with EDK2's block size, and keeps none of it (RFC 1350, RFC 2347, RFC 2348). */
final class TftpWalk {

    private static final int PORT = 69;
    private static final int DATA = 3;
    private static final int ERROR = 5;
    private static final int OPTIONS_ACKNOWLEDGED = 6;
    private static final int PLAIN_BLOCK = 512;
    private static final int BLOCK = 1468;
    private static final int HEADER = 4;
    private static final int PATIENCE_IN_MILLISECONDS = 2000;
    private static final int TRIES = 5;

    private final InetSocketAddress server;

    TftpWalk(Ip4 server) {
        this.server = new InetSocketAddress(server.toString(), PORT);
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
        var last = packet(request(file), server);
        var got = new DatagramPacket(new byte[HEADER + BLOCK], HEADER + BLOCK);
        int blockSize = PLAIN_BLOCK;
        long total = 0;
        for (int block = 1; ; ) {
            exchange(socket, last, got, file);
            var message = ByteBuffer.wrap(got.getData(), 0, got.getLength());
            int kind = got.getLength() < HEADER ? 0 : message.getShort();
            int number = got.getLength() < HEADER ? 0 : message.getShort() & 0xffff;
            if (kind == ERROR) {
                throw new WalkException(Stage.BOOT_FILE, file + ": the server says error " + number + " "
                        + new String(got.getData(), HEADER, got.getLength() - HEADER, US_ASCII).replace("\0", ""));
            }
            if (kind == OPTIONS_ACKNOWLEDGED) {
                blockSize = BLOCK;
                last = acknowledgement(0, got);
            } else if (kind == DATA && number == (block & 0xffff)) {
                total += message.remaining();
                last = acknowledgement(number, got);
                block++;
                if (message.remaining() < blockSize) {
                    socket.send(last);
                    return total;
                }
            }
        }
    }

    private static void exchange(DatagramSocket socket, DatagramPacket last, DatagramPacket got, String file) throws IOException, WalkException {
        for (int tried = 0; tried < TRIES; tried++) {
            socket.send(last);
            got.setLength(HEADER + BLOCK);
            try {
                socket.receive(got);
                return;
            } catch (SocketTimeoutException silence) {
                continue;
            }
        }
        throw new WalkException(Stage.BOOT_FILE, "no answer about " + file + " after " + TRIES + " tries");
    }

    private static byte[] request(String file) {
        var out = new ByteArrayOutputStream();
        out.write(0);
        out.write(1);
        for (String word : new String[] {file, "octet", "tsize", "0", "blksize", String.valueOf(BLOCK)}) {
            out.writeBytes(word.getBytes(US_ASCII));
            out.write(0);
        }
        return out.toByteArray();
    }

    private static DatagramPacket acknowledgement(int block, DatagramPacket to) {
        return packet(new byte[] {0, 4, (byte) (block >> 8), (byte) block}, (InetSocketAddress) to.getSocketAddress());
    }

    private static DatagramPacket packet(byte[] octets, InetSocketAddress to) {
        return new DatagramPacket(octets, octets.length, to);
    }
}
