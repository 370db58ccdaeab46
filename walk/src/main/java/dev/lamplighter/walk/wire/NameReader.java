package dev.lamplighter.walk.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lamplighter.model.Ip4;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Asks the DNS servers of a lease for a name's IPv4 address (RFC 1035 section 4). */
final class NameReader {

    private static final int PORT = 53;
    private static final int PATIENCE_IN_MILLISECONDS = 2000;
    private static final int TRIES = 3;
    private static final int LONGEST = 1232;
    private static final int POINTER = 0xc0;
    private static final byte[] ONE_QUESTION = {1, 0, 0, 1, 0, 0, 0, 0, 0, 0};
    private static final byte[] TYPE_A_CLASS_IN = {0, 1, 0, 1};

    private final List<Ip4> servers;

    NameReader(List<Ip4> servers) {
        this.servers = List.copyOf(servers);
    }

    /** The address of {@code name}, which may be an address already; empty if no server answers with one. */
    Optional<Ip4> address(String name) {
        Optional<Ip4> literal = Ip4.parse(name);
        for (int tried = 0; literal.isEmpty() && tried < TRIES * servers.size(); tried++) {
            literal = ask(servers.get(tried % servers.size()), name);
        }
        return literal;
    }

    private static Optional<Ip4> ask(Ip4 server, String name) {
        int id = ThreadLocalRandom.current().nextInt(0x10000);
        byte[] question = question(id, name);
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(PATIENCE_IN_MILLISECONDS);
            socket.connect(new InetSocketAddress(server.toString(), PORT));
            socket.send(new DatagramPacket(question, question.length));
            var answer = new DatagramPacket(new byte[LONGEST], LONGEST);
            socket.receive(answer);
            return answer(ByteBuffer.wrap(answer.getData(), 0, answer.getLength()), id);
        } catch (IOException silence) {
            return Optional.empty();
        }
    }

    static byte[] question(int id, String name) {
        var out = new ByteArrayOutputStream();
        out.write(id >> 8);
        out.write(id);
        out.writeBytes(ONE_QUESTION);
        for (String label : name.split("\\.", -1)) {
            out.write(label.length());
            out.writeBytes(label.getBytes(US_ASCII));
        }
        out.write(0);
        out.writeBytes(TYPE_A_CLASS_IN);
        return out.toByteArray();
    }

    /** The first A record of the answer to the question {@code id}. */
    static Optional<Ip4> answer(ByteBuffer message, int id) {
        try {
            if ((message.getShort() & 0xffff) != id) {
                return Optional.empty();
            }
            message.getShort();
            int questions = message.getShort();
            int answers = message.getShort();
            message.position(message.position() + 4);
            for (int i = 0; i < questions; i++) {
                skipName(message);
                message.position(message.position() + 4);
            }
            for (int i = 0; i < answers; i++) {
                skipName(message);
                int type = message.getShort();
                message.position(message.position() + 6);
                int length = message.getShort() & 0xffff;
                if (type == 1 && length == 4) {
                    return Optional.of(new Ip4(message.getInt()));
                }
                message.position(message.position() + length);
            }
            return Optional.empty();
        } catch (BufferUnderflowException | IllegalArgumentException tooShort) {
            return Optional.empty();
        }
    }

    private static void skipName(ByteBuffer message) {
        int length = message.get() & 0xff;
        while (length != 0 && length < POINTER) {
            message.position(message.position() + length);
            length = message.get() & 0xff;
        }
        if (length >= POINTER) {
            message.get();
        }
    }
}
