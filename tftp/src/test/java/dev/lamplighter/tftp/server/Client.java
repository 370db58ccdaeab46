package dev.lamplighter.tftp.server;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Decoded;
import dev.lamplighter.tftp.packet.TftpCodec;
import dev.lamplighter.tftp.packet.TftpPacket;
import dev.lamplighter.tftp.packet.TftpPacket.Ack;
import dev.lamplighter.tftp.packet.TftpPacket.Data;
import dev.lamplighter.tftp.packet.TftpPacket.ErrorMessage;
import dev.lamplighter.tftp.packet.TftpPacket.Option;
import dev.lamplighter.tftp.packet.TftpPacket.OptionAck;
import dev.lamplighter.tftp.packet.TftpPacket.ReadRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client with one port, which asks, and acknowledges when it is told to. */
final class Client implements AutoCloseable {

    private final DatagramSocket socket;
    private final InetSocketAddress door;
    private InetSocketAddress transfer;
    private List<Option> granted = List.of();

    Client(InetSocketAddress door) {
        this.door = door;
        this.transfer = door;
        try {
            socket = new DatagramSocket();
            socket.setSoTimeout(5000);
            socket.setReceiveBufferSize(1 << 20);
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    Client ask(String file, String... options) {
        return ask(new ReadRequest(file, "octet", options(options)));
    }

    Client ask(TftpPacket request) {
        transfer = door;
        return send(request);
    }

    Client send(TftpPacket packet) {
        return send(TftpCodec.encode(packet).toArray(), transfer);
    }

    Client send(byte[] octets, InetSocketAddress to) {
        try {
            socket.send(new DatagramPacket(octets, octets.length, to));
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The next packet from whatever port; its sender is who later packets go to. */
    TftpPacket next() {
        return next(Duration.ofSeconds(5)).orElseThrow(() -> new AssertionError("no packet came"));
    }

    Optional<TftpPacket> next(Duration within) {
        var datagram = new DatagramPacket(new byte[65_536], 65_536);
        try {
            socket.setSoTimeout((int) within.toMillis());
            socket.receive(datagram);
        } catch (SocketTimeoutException silence) {
            return Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        transfer = (InetSocketAddress) datagram.getSocketAddress();
        return switch (new TftpCodec(65_536, 32).decode(ByteBuffer.wrap(datagram.getData(), 0, datagram.getLength()))) {
            case Decoded.Message<TftpPacket>(TftpPacket packet) -> Optional.of(packet);
            case Decoded.Malformed<TftpPacket>(var reason) -> throw new AssertionError(reason);
        };
    }

    InetSocketAddress transfer() {
        return transfer;
    }

    List<Option> granted() {
        return granted;
    }

    /** Downloads a file whole; an ERROR is an {@link AssertionError}. */
    Bytes get(String file, String... options) {
        ask(file, options);
        var whole = new ByteArrayOutputStream();
        int block = 512;
        int window = 1;
        int inWindow = 0;
        long expected = 1;
        while (true) {
            switch (next()) {
                case OptionAck(var options2) -> {
                    granted = options2;
                    block = number("blksize", 512);
                    window = number("windowsize", 1);
                    send(new Ack(0));
                }
                case Data(int number, Bytes payload) -> {
                    if (number != (int) (expected & 0xffff)) {
                        inWindow = 0;
                        send(new Ack((int) (expected - 1 & 0xffff)));
                        continue;
                    }
                    whole.writeBytes(payload.toArray());
                    boolean last = payload.length() < block;
                    if (++inWindow == window || last) {
                        inWindow = 0;
                        send(new Ack(number));
                    }
                    if (last) {
                        return Bytes.owned(whole.toByteArray());
                    }
                    expected++;
                }
                case ErrorMessage error -> throw new AssertionError(error);
                case TftpPacket other -> throw new AssertionError(other);
            }
        }
    }

    private int number(String option, int otherwise) {
        return granted.stream().filter(each -> each.is(option)).findFirst().map(each -> Integer.parseInt(each.value())).orElse(otherwise);
    }

    static List<Option> options(String... pairs) {
        var options = new ArrayList<Option>();
        for (int i = 0; i < pairs.length; i += 2) {
            options.add(new Option(pairs[i], pairs[i + 1]));
        }
        return options;
    }

    @Override
    public void close() {
        socket.close();
    }
}
