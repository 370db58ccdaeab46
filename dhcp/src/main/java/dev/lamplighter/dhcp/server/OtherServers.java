package dev.lamplighter.dhcp.server;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.event.BootEvent.Notice;
import dev.lamplighter.net.ArpProbe;
import dev.lamplighter.net.Interfaces;
import dev.lamplighter.net.PacketListener;
import dev.lamplighter.net.PacketSocket;
import dev.lamplighter.net.RawFrames;
import dev.lamplighter.net.UdpFrame;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Finds other servers that lease addresses on a segment of ours: asks for them once, and hears them as long as it is open. */
final class OtherServers implements AutoCloseable {

    private static final Mac EVERYBODY = Mac.of("ff:ff:ff:ff:ff:ff");

    private final Segment segment;
    private final Alarms alarms;
    private final CompletableFuture<OtherServer> first = new CompletableFuture<>();
    private volatile boolean asking = true;
    private Optional<PacketListener> listener = Optional.empty();

    private OtherServers(Segment segment, Alarms alarms) {
        this.segment = segment;
        this.alarms = alarms;
    }

    /** Empty where this process may not hear what is not for it (CAP_NET_RAW). */
    static Optional<OtherServers> open(Segment segment, Alarms alarms) {
        var others = new OtherServers(segment, alarms);
        others.listener = PacketListener.start(segment.interfaceName(), PacketSocket.Hears.TO_DHCP_CLIENTS, others::hear);
        return others.listener.isPresent() ? Optional.of(others) : Optional.empty();
    }

    /** The first other server that answers within {@code wait}. Asks twice. From then on others are told to the operator. */
    Optional<OtherServer> ask(Duration wait, RawFrames frames) {
        Optional<OtherServer> early = ask(wait.dividedBy(2), frames, ThreadLocalRandom.current().nextInt());
        Optional<OtherServer> found = early.isPresent() ? early : ask(wait.dividedBy(2), frames, ThreadLocalRandom.current().nextInt());
        watch();
        return found;
    }

    /** From now on others are told to the operator. */
    void watch() {
        asking = false;
    }

    /** The question that is answered at once goes first: some servers do nothing else while they look whether an address is free to offer. */
    private Optional<OtherServer> ask(Duration wait, RawFrames frames, int xid) {
        Optional<Mac> own = ArpProbe.hardware(segment.interfaceName());
        own.ifPresent(mac -> {
            send(frames, segment.advertise(), OtherServer.inform(segment, mac, xid));
            send(frames, Ip4.NONE, OtherServer.discover(mac, xid + 1));
        });
        try {
            return Optional.of(first.get(wait.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException | ExecutionException alone) {
            return Optional.empty();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static void send(RawFrames frames, Ip4 from, Bytes datagram) {
        frames.send(EVERYBODY, UdpFrame.build(from, Destination.CLIENT_PORT, Ip4.BROADCAST, Destination.SERVER_PORT, datagram));
    }

    private void hear(PacketSocket.Heard heard) {
        OtherServer.in(heard.packet(), heard.from(), ours()).ifPresent(other -> {
            if (asking) {
                first.complete(other);
            } else {
                warn(other);
            }
        });
    }

    private void warn(OtherServer other) {
        alarms.raise(Notice.Level.WARN, "dhcp-other-server-heard", segment.interfaceName() + " " + other.address() + " " + other.mac(), () -> "DHCP on "
                + segment.interfaceName() + ": another server leases addresses here: " + other.address() + " (" + other.mac()
                + "): two servers give one address to two machines; stop it, or set dhcp: proxy here");
    }

    private Set<Ip4> ours() {
        var ours = new HashSet<Ip4>();
        ours.add(segment.advertise());
        Interfaces.addresses(segment.interfaceName()).ifPresent(all -> all.forEach(own -> ours.add(own.address())));
        return ours;
    }

    @Override
    public void close() {
        listener.ifPresent(PacketListener::close);
    }
}
