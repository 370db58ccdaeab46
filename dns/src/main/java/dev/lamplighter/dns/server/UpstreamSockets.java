package dev.lamplighter.dns.server;

import dev.lamplighter.dns.packet.Transport;
import dev.lamplighter.dns.service.Exchange;
import dev.lamplighter.model.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Exchanges on sockets, for virtual threads. Each datagram exchange has a socket of its own: the kernel picks its port at random, and because
 * it is connected, takes only what comes from the server asked, and hears when the port there is closed.
 */
final class UpstreamSockets implements Exchange {

    private static final int LARGEST_DATAGRAM = 4096;
    private static final int LARGEST = 65535;

    private final Duration timeout;

    /** {@code timeout} is for one exchange. Half way a datagram is sent once more. */
    UpstreamSockets(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public Bytes ask(InetSocketAddress server, Transport over, Bytes query, Predicate<Bytes> isAnswer) throws IOException {
        return switch (over) {
            case UDP -> datagram(server, query.toArray(), isAnswer);
            case TCP -> stream(server, query.toArray(), isAnswer);
        };
    }

    private Bytes datagram(InetSocketAddress server, byte[] query, Predicate<Bytes> isAnswer) throws IOException {
        long start = System.nanoTime();
        try (var socket = new DatagramSocket()) {
            socket.connect(server);
            socket.send(new DatagramPacket(query, query.length));
            var received = new DatagramPacket(new byte[LARGEST_DATAGRAM], LARGEST_DATAGRAM);
            boolean repeated = false;
            while (true) {
                long left = millisLeft(start, repeated ? timeout : timeout.dividedBy(2));
                try {
                    if (left <= 0) {
                        throw new SocketTimeoutException();
                    }
                    socket.setSoTimeout((int) left);
                    received.setLength(LARGEST_DATAGRAM);
                    socket.receive(received);
                    Bytes answer = Bytes.of(Arrays.copyOf(received.getData(), received.getLength()));
                    if (isAnswer.test(answer)) {
                        return answer;
                    }
                } catch (SocketTimeoutException none) {
                    if (repeated) {
                        throw late();
                    }
                    repeated = true;
                    socket.send(new DatagramPacket(query, query.length));
                }
            }
        }
    }

    private Bytes stream(InetSocketAddress server, byte[] query, Predicate<Bytes> isAnswer) throws IOException {
        long start = System.nanoTime();
        try (var socket = new Socket()) {
            socket.connect(server, (int) timeout.toMillis());
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(ByteBuffer.allocate(2 + query.length).putShort((short) query.length).put(query).array());
            Bytes answer = frame(socket, start);
            if (!isAnswer.test(answer)) {
                throw new IOException("it answered something else over TCP");
            }
            return answer;
        }
    }

    private Bytes frame(Socket socket, long start) throws IOException {
        byte[] length = read(socket, new byte[2], start);
        return Bytes.owned(read(socket, new byte[ByteBuffer.wrap(length).getShort() & LARGEST], start));
    }

    private byte[] read(Socket socket, byte[] into, long start) throws IOException {
        var in = socket.getInputStream();
        for (int at = 0; at < into.length; ) {
            long left = millisLeft(start, timeout);
            if (left <= 0) {
                throw late();
            }
            socket.setSoTimeout((int) left);
            int got = in.read(into, at, into.length - at);
            if (got < 0) {
                throw new EOFException("it closed the connection");
            }
            at += got;
        }
        return into;
    }

    private IOException late() {
        return new SocketTimeoutException("no answer within " + timeout.toMillis() + " ms");
    }

    private static long millisLeft(long start, Duration of) {
        return of.toMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
