package dev.lamplighter.console;

import dev.lamplighter.model.Arch;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Stamp;
import dev.lamplighter.model.event.Wire;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** A machine that boots, as events, and the clock by which it does. */
public final class Booting implements InstantSource {

    public static final UUID BOARD = UUID.fromString("6f1c0ab4-5d1e-4f5a-9c3e-0000feed0001");

    private Instant now = Instant.parse("2026-11-24T12:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    public void wait(Duration time) {
        now = now.plus(time);
    }

    public BootEvent firmware(String mac, String address, String file) {
        return new BootEvent.Dhcp(stamp(), wire("0.0.0.0"), 7, Mac.of(mac), Optional.of(BOARD), Optional.of(Arch.EFI_X64), false, "REQUEST", Optional.of("ACK"),
                Optional.of(Ip4.of(address)), Optional.of(file), Optional.empty());
    }

    public BootEvent ignition(String mac, String address) {
        return new BootEvent.Http(stamp(), wire(address), "GET", "/ignition", new Labels(Map.of("mac", mac)), OptionalInt.of(200), 300, Duration.ofMillis(2), "Ignition",
                Optional.empty());
    }

    public BootEvent transfer(String address, String file, long bytes, long whole) {
        return new BootEvent.Progress(stamp(), wire(address), "tftp", file, bytes, whole);
    }

    private Stamp stamp() {
        wait(Duration.ofMillis(100));
        return new Stamp("lab", 1, now, now.toEpochMilli());
    }

    private static Wire wire(String peer) {
        return new Wire("eth1", new InetSocketAddress(peer, 68), new InetSocketAddress("192.0.2.2", 67));
    }
}
