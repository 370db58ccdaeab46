package dev.lamplighter.timeline;

import dev.lamplighter.model.Arch;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.BootEvent.Tftp;
import dev.lamplighter.model.event.Stamp;
import dev.lamplighter.model.event.Wire;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** A lab with a clock: one line of a test is one thing that a machine does. */
final class Lab {

    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    static final String OURS = "192.0.2.2";
    static final UUID BOARD = UUID.fromString("6f1c0ab4-5d1e-4f5a-9c3e-0000feed0001");

    final Timeline timeline;
    private Instant now = NOON;
    private long sequence;

    Lab() {
        this(TimelineLimits.DEFAULT);
    }

    Lab(TimelineLimits limits) {
        timeline = new Timeline("lab", limits);
    }

    Node node(String mac, String address) {
        return new Node(Mac.of(mac), address, 7);
    }

    void wait(Duration time) {
        now = now.plus(time);
    }

    List<Boot> boots() {
        return timeline.boots(now);
    }

    /** The only boot there is. */
    Boot boot() {
        if (boots().size() != 1) {
            throw new AssertionError(boots());
        }
        return boots().getFirst();
    }

    void otherServer() {
        timeline.hear(new BootEvent.Notice(stamp(), BootEvent.Notice.Level.WARN, "dhcp-other-server-heard", "192.0.2.9 answered"));
    }

    void rpcRefused(String code) {
        timeline.hear(new BootEvent.Rpc(stamp(), wire("192.0.2.50", 50_000), "", "", "UNAVAILABLE", Optional.of(new Reason(code, "because of " + code))));
    }

    /** The boots of which something new is told, as {@code lamplighter boots --follow} hears of them. */
    List<String> news(boolean silentOnes) {
        return timeline.changed(now, silentOnes).stream().map(boot -> boot.stage().key() + " " + boot.state().key()).sorted().toList();
    }

    private Stamp stamp() {
        wait(Duration.ofMillis(100));
        return new Stamp("lab", ++sequence, now, now.toEpochMilli() * 1_000_000);
    }

    private static Wire wire(String peer, int port) {
        return new Wire("eth1", new InetSocketAddress(peer, port), new InetSocketAddress(OURS, 67));
    }

    /** A machine of the lab. */
    final class Node {
        private final Mac mac;
        private final String address;
        private final int arch;

        Node(Mac mac, String address, int arch) {
            this.mac = mac;
            this.address = address;
            this.arch = arch;
        }

        Node firmware() {
            return dhcp(false, "DISCOVER", "OFFER", "ipxe.efi").dhcp(false, "REQUEST", "ACK", "ipxe.efi");
        }

        Node ipxe() {
            return dhcp(true, "DISCOVER", "OFFER", "http://192.0.2.2:8080/boot.ipxe").dhcp(true, "REQUEST", "ACK", "http://192.0.2.2:8080/boot.ipxe");
        }

        Node dhcp(boolean ipxe, String asked, String answered, String file) {
            timeline.hear(new BootEvent.Dhcp(stamp(), wire("0.0.0.0", 68), 7, mac, Optional.of(BOARD), Optional.of(new Arch(arch)), ipxe, asked,
                    Optional.of(answered), Optional.of(Ip4.of(address)), Optional.of(file), Optional.empty()));
            return this;
        }

        /** What to boot, and no address. */
        Node proxyOffer() {
            timeline.hear(new BootEvent.Dhcp(stamp(), wire("0.0.0.0", 68), 7, mac, Optional.of(BOARD), Optional.of(new Arch(arch)), false, "DISCOVER",
                    Optional.of("OFFER"), Optional.empty(), Optional.of("ipxe.efi"), Optional.empty()));
            return this;
        }

        /** A request of another server, which we hear. */
        Node asksOther(String code, String server) {
            timeline.hear(new BootEvent.Dhcp(stamp(), wire("0.0.0.0", 68), 7, mac, Optional.of(BOARD), Optional.of(new Arch(arch)), false, "REQUEST", Optional.empty(),
                    Optional.empty(), Optional.empty(), Optional.of(new Reason(code, "another server's")), Optional.of(Ip4.of(address)), Optional.of(Ip4.of(server))));
            return this;
        }

        /** Firmware is told to start from the disk. */
        Node disk() {
            timeline.hear(new BootEvent.Dhcp(stamp(), wire("0.0.0.0", 68), 7, mac, Optional.of(BOARD), Optional.of(new Arch(arch)), false, "REQUEST", Optional.of("ACK"),
                    Optional.of(Ip4.of(address)), Optional.empty(), Optional.of(new Reason("boot-disk", "it boots from its disk"))));
            return this;
        }

        Node badPacket(String code) {
            timeline.hear(new BootEvent.BadPacket(stamp(), wire(address, 40_000), "http", 0, Optional.of(new Reason(code, "the client does not speak TLS as this server does"))));
            return this;
        }

        Node progress(String protocol, String file, long bytes, long whole) {
            timeline.hear(new BootEvent.Progress(stamp(), wire(address, 2070), protocol, file, bytes, whole));
            return this;
        }

        /** A question that is not answered. */
        Node ignored(String asked, String code) {
            timeline.hear(new BootEvent.Dhcp(stamp(), wire("0.0.0.0", 68), 7, mac, Optional.of(BOARD), Optional.of(new Arch(arch)), false, asked,
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(new Reason(code, "because"))));
            return this;
        }

        /** The proxy's offer, and the question on port 4011 from the address that another server leased. */
        Node proxied() {
            timeline.hear(new BootEvent.Dhcp(stamp(), wire("0.0.0.0", 68), 7, mac, Optional.of(BOARD), Optional.of(new Arch(arch)), false, "DISCOVER",
                    Optional.of("OFFER"), Optional.empty(), Optional.of("ipxe.efi"), Optional.empty()));
            timeline.hear(new BootEvent.Dhcp(stamp(), wire(address, 4011), 7, mac, Optional.of(BOARD), Optional.of(new Arch(arch)), false, "REQUEST",
                    Optional.of("ACK"), Optional.empty(), Optional.of("ipxe.efi"), Optional.empty()));
            return this;
        }

        Node system() {
            for (String asked : List.of("DISCOVER", "REQUEST")) {
                timeline.hear(new BootEvent.Dhcp(stamp(), wire("0.0.0.0", 68), 7, mac, Optional.empty(), Optional.empty(), false, asked,
                        Optional.of(asked.equals("REQUEST") ? "ACK" : "OFFER"), Optional.of(Ip4.of(address)), Optional.empty(), Optional.empty()));
            }
            return this;
        }

        Node fetches(String file) {
            return tftp(file, Tftp.Step.STARTED, 0, Optional.empty()).tftp(file, Tftp.Step.FINISHED, 850_528, Optional.empty());
        }

        Node tftp(String file, Tftp.Step step, long bytes, Optional<Reason> reason) {
            timeline.hear(new Tftp(stamp(), wire(address, 2070), 1, file, step, bytes, Duration.ZERO, reason));
            return this;
        }

        Node gets(String path) {
            return http(path, Map.of(), 200, Optional.empty());
        }

        Node asks(String path) {
            return http(path, Map.of("mac", mac.toString(), "uuid", BOARD.toString()), 200, Optional.empty());
        }

        Node isRefused(String path, String code) {
            return http(path, Map.of("mac", mac.toString()), 404, Optional.of(new Reason(code, "because of " + code)));
        }

        Node http(String path, Map<String, String> labels, int status, Optional<Reason> reason) {
            timeline.hear(new BootEvent.Http(stamp(), wire(address, 40_000), "GET", path, new Labels(labels), OptionalInt.of(status), 300, Duration.ZERO,
                    "iPXE/1.0.0", reason));
            return this;
        }

        Node script() {
            return gets("/boot.ipxe").asks("/ipxe");
        }

        Node kernel() {
            return gets("/assets/vmlinuz").gets("/assets/initrd.gz");
        }
    }
}
