package dev.lamplighter.net;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a network who has an address, without claiming one (ARP probe, RFC 5227 section 2.1.1). Many may ask at once. */
public final class ArpProbe implements AutoCloseable {

    private static final Mac EVERYBODY = Mac.of("ff:ff:ff:ff:ff:ff");
    private static final int PACKET = 28;
    private static final int SENDER = 8;
    private static final int SENDER_ADDRESS = 14;

    private final Mac own;
    private final Map<Ip4, CompletableFuture<Mac>> asked = new ConcurrentHashMap<>();
    private Optional<PacketListener> listener = Optional.empty();

    private ArpProbe(Mac own) {
        this.own = own;
    }

    /** Empty where this process may not (CAP_NET_RAW), or the interface has no Ethernet address. */
    public static Optional<ArpProbe> open(String interfaceName) {
        Optional<Mac> own = hardware(interfaceName);
        if (own.isEmpty()) {
            return Optional.empty();
        }
        var probe = new ArpProbe(own.get());
        probe.listener = PacketListener.start(interfaceName, PacketSocket.Hears.ARP_REPLIES, probe::hear);
        return probe.listener.isPresent() ? Optional.of(probe) : Optional.empty();
    }

    /** The Ethernet address of an interface. */
    public static Optional<Mac> hardware(String interfaceName) {
        try {
            NetworkInterface found = NetworkInterface.getByName(interfaceName);
            return Optional.ofNullable(found == null ? null : found.getHardwareAddress()).filter(octets -> octets.length == 6)
                    .map(octets -> new Mac(Bytes.of(octets)));
        } catch (SocketException gone) {
            return Optional.empty();
        }
    }

    /** The station that says within {@code wait} that it has {@code address}, unless that is {@code except}. Asks twice. */
    public Optional<Mac> whoHas(Ip4 address, Mac except, Duration wait) {
        var answer = asked.computeIfAbsent(address, _ -> new CompletableFuture<>());
        try {
            Optional<Mac> first = ask(address, answer, wait.dividedBy(2));
            return (first.isPresent() ? first : ask(address, answer, wait.dividedBy(2))).filter(holder -> !holder.equals(except));
        } finally {
            asked.remove(address, answer);
        }
    }

    private Optional<Mac> ask(Ip4 address, CompletableFuture<Mac> answer, Duration wait) {
        listener.orElseThrow().socket().send(EVERYBODY, question(own, address));
        try {
            return Optional.of(answer.get(wait.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException | ExecutionException nobody) {
            return Optional.empty();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private void hear(PacketSocket.Heard heard) {
        if (heard.packet().length() >= PACKET) {
            Optional.ofNullable(asked.get(Ip4.of(heard.packet(), SENDER_ADDRESS)))
                    .ifPresent(waiting -> waiting.complete(new Mac(heard.packet().slice(SENDER, SENDER_ADDRESS))));
        }
    }

    /** An ARP request whose sender has no address (RFC 826). */
    static Bytes question(Mac own, Ip4 address) {
        ByteBuffer packet = ByteBuffer.allocate(PACKET);
        packet.putShort((short) 1).putShort((short) 0x0800).put((byte) 6).put((byte) 4).putShort((short) 1);
        packet.put(own.octets().asBuffer()).putInt(0).put(new byte[6]).putInt(address.bits());
        return Bytes.owned(packet.array());
    }

    @Override
    public void close() {
        listener.ifPresent(PacketListener::close);
    }
}
