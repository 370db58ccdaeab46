package dev.lamplighter.appliance;

import dev.lamplighter.appliance.log.Logging;
import dev.lamplighter.appliance.settings.Flags;
import dev.lamplighter.appliance.settings.Merged;
import dev.lamplighter.appliance.settings.Settings;
import dev.lamplighter.boot.Ask;
import dev.lamplighter.boot.Body;
import dev.lamplighter.boot.policy.BootSettings;
import dev.lamplighter.boot.policy.DefaultBootPolicy;
import dev.lamplighter.dhcp.packet.DhcpCodec;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.dhcp.server.DhcpService;
import dev.lamplighter.dns.DnsSettings;
import dev.lamplighter.dns.server.DnsDoor;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Decoded;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip4Range;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Responder;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.Segment.DhcpMode;
import dev.lamplighter.model.Subnet;
import dev.lamplighter.model.SubnetPlan;
import dev.lamplighter.model.event.EventHub;
import dev.lamplighter.net.Loops;
import dev.lamplighter.store.lease.SqliteLeaseStore;
import dev.lamplighter.tftp.server.Place;
import dev.lamplighter.tftp.server.TftpDoor;
import dev.lamplighter.tftp.server.TftpSettings;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the launcher runs once to fill the AOT cache: a short life of the appliance on loopback, so that the classes of a start and of a boot
 * are in the cache. gRPC is left out: every start maps the whole cache, and pays for classes that it does not use with memory and time.
 */
final class Training {

    /** A DISCOVER as x64 firmware sends it: its fixed part, then options 53, 60, 93, 97 and 55. */
    private static final String FIXED = "01010600" + "0000002a" + "00008000" + "00".repeat(16) + "525400a19cae" + "00".repeat(10 + 64 + 128) + "63825363";
    private static final String PXE = "3c09505845436c69656e74" + "5d020007" + "6111" + "00".repeat(17) + "37040103433c" + "ff";
    private static final String DISCOVER = FIXED + "350101" + PXE;

    /** The same client's REQUEST of 10.0.0.10 from 10.0.0.1: options 54 and 50. */
    private static final String REQUEST = FIXED + "350103" + "36040a000001" + "32040a00000a" + PXE;

    private Training() {}

    static int execute() {
        try {
            Path folder = Files.createTempDirectory("lamplighter-train");
            try {
                live(folder);
            } finally {
                remove(folder);
            }
            return 0;
        } catch (Exception e) {
            System.err.println("lamplighter: the training run failed: " + e.getMessage());
            return 1;
        }
    }

    private static void live(Path folder) throws Exception {
        for (String each : List.of("groups", "profiles", "generic", "ignition", "assets", "tftp")) {
            Files.createDirectories(folder.resolve(each));
        }
        Files.writeString(folder.resolve("groups/all.json"), "{\"id\":\"all\",\"profile\":\"p\",\"metadata\":{\"a\":\"b\"}}");
        Files.writeString(folder.resolve("profiles/p.json"),
                "{\"id\":\"p\",\"generic_id\":\"g\",\"ignition_id\":\"i.ign\",\"boot\":{\"kernel\":\"/k\",\"initrd\":[\"/i\"],\"args\":[\"a\"]}}");
        Files.writeString(folder.resolve("generic/g"), "{{.a}}\n");
        Files.writeString(folder.resolve("ignition/i.ign"), "{\"ignition\":{\"version\":\"3.3.0\"}}");
        Files.writeString(folder.resolve("assets/k"), "kernel");
        Files.writeString(folder.resolve("lamplighter.yaml"), "log: { format: text }\nboot: { files: { bios: undionly.kpxe } }\n");
        List<String> flags = List.of("--config", folder.resolve("lamplighter.yaml").toString(), "-address=127.0.0.1:0",
                "-data-path=" + folder, "-assets-path=" + folder.resolve("assets"), "--tftp-root=" + folder.resolve("tftp"));
        Settings settings = Settings.of(Merged.of(Flags.read(flags), Map.of()));
        Logging.start(settings.logLevel(), settings.logJson());
        try (Appliance appliance = Appliance.start(settings)) {
            System.out.print(appliance.startTable());
            for (InetSocketAddress http : appliance.httpAddresses()) {
                for (String path : List.of("/", "/boot.ipxe", "/ipxe?mac=52-54-00-a1-9c-ae", "/grub", "/ignition", "/generic", "/metadata", "/assets/k", "/nothing")) {
                    get(http, path);
                }
            }
            lease(folder);
            datagrams();
        }
    }

    /** TFTP and DNS on ports of loopback that are free, one question each. */
    private static void datagrams() throws Exception {
        var events = new EventHub("train", Clock.systemUTC());
        Responder<Ask, Body> missing = (asked, arrival) -> new Outcome.Ignored<>(new Reason("missing", "there is none"));
        var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (var loops = new Loops(1);
                var tftp = new TftpDoor(TftpSettings.standard().withPort(0), List.of(Place.at(Ip4.LOOPBACK)), missing, events, loops, Clock.systemUTC());
                var dns = new DnsDoor(new DnsSettings(List.of(new DnsSettings.Listen(any, Optional.empty())), Map.of("a.test", List.of(Ip4.LOOPBACK)), List.of()),
                        events, loops);
                var socket = new DatagramSocket(any)) {
            tftp.open();
            dns.open();
            socket.setSoTimeout(2000);
            byte[] readRequest = "\0\1a\0octet\0".getBytes(StandardCharsets.US_ASCII);
            socket.send(new DatagramPacket(readRequest, readRequest.length, tftp.addresses().getFirst()));
            socket.receive(new DatagramPacket(new byte[512], 512));
        }
    }

    private static void get(InetSocketAddress at, String path) throws IOException {
        try (var socket = new Socket(at.getAddress(), at.getPort())) {
            socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }
    }

    private static void lease(Path folder) throws Exception {
        var plan = new SubnetPlan(Subnet.of("10.0.0.0/24"), Optional.of(Ip4Range.of("10.0.0.10-10.0.0.10")), Duration.ofMinutes(30),
                List.of(Ip4.of("10.0.0.1")), List.of(), Optional.empty());
        var segment = new Segment("lo", Ip4.of("10.0.0.1"), Optional.of(plan.subnet()), DhcpMode.FULL, List.of(plan));
        var from = new InetSocketAddress(InetAddress.getLoopbackAddress(), 68);
        try (var store = SqliteLeaseStore.open(folder.resolve("leases.sqlite"))) {
            var service = DhcpService.full(segment, new DefaultBootPolicy(BootSettings.defaults(8080)), Inventory::empty, store);
            exchange(service, segment, from, DISCOVER);
            exchange(service, segment, from, REQUEST);
        }
    }

    private static void exchange(DhcpService service, Segment segment, InetSocketAddress from, String question) throws Exception {
        if (!(DhcpCodec.decode(Bytes.hex(question)) instanceof Decoded.Message<DhcpPacket>(DhcpPacket asked))) {
            throw new IOException("the training packet is none");
        }
        Outcome<DhcpPacket> outcome = service.onServerPort().answer(asked, new Arrival(segment, from, from, Optional.empty(), Instant.now()));
        while (outcome instanceof Outcome.Later<DhcpPacket>(var work)) {
            outcome = work.call();
        }
        if (!(outcome instanceof Outcome.Reply<DhcpPacket>(DhcpPacket answer, _))) {
            throw new IOException("no answer to the training packet: " + outcome);
        }
        System.out.println("train: " + answer.kind() + " " + DhcpCodec.encode(answer, 1400).length());
    }

    private static void remove(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
