package dev.lamplighter.console.metrics;

import dev.lamplighter.model.Arch;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.BootEvent.Tftp;
import dev.lamplighter.model.event.Stamp;
import dev.lamplighter.model.event.Version;
import dev.lamplighter.model.event.Wire;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Events as the doors tell them. */
public final class Told {

    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    static final Mac NODE1 = Mac.of("52:54:00:00:00:01");

    private static final Stamp STAMP = new Stamp("lab", 1, NOON, 1);
    private static final Wire WIRE = new Wire("eth1", new InetSocketAddress("192.0.2.101", 68), new InetSocketAddress("192.0.2.2", 67));

    private Told() {}

    static BootEvent dhcp(Mac mac, String asked, Optional<String> answered, Optional<Reason> reason) {
        return new BootEvent.Dhcp(STAMP, WIRE, 7, mac, Optional.empty(), Optional.of(Arch.EFI_X64), false, asked, answered, Optional.empty(), Optional.empty(), reason);
    }

    static BootEvent tftp(String file, Tftp.Step step, long bytes, Optional<Reason> reason) {
        return new Tftp(STAMP, WIRE, 1, file, step, bytes, Duration.ofMillis(300), reason);
    }

    static BootEvent dns(String name, String type, Optional<String> answered, Optional<Reason> reason) {
        return new BootEvent.Dns(STAMP, WIRE, name, type, answered, "override", Duration.ofMillis(2), reason);
    }

    static BootEvent http(String path, int status, long bytes, String agent, Optional<Reason> reason) {
        return new BootEvent.Http(STAMP, WIRE, "GET", path, new Labels(Map.of("mac", "x")), OptionalInt.of(status), bytes, Duration.ofMillis(20), agent, reason);
    }

    static BootEvent badPacket(String protocol, String code) {
        return new BootEvent.BadPacket(STAMP, WIRE, protocol, 3, why(code));
    }

    static BootEvent badFile(String code) {
        return new BootEvent.BadFile(STAMP, "groups/a.json", 1, 2, "a brace is missing", why(code));
    }

    static BootEvent refusedCall(String method) {
        return new BootEvent.Rpc(STAMP, WIRE, "CN=other", method, "PERMISSION_DENIED", why("not-allowed"));
    }

    static BootEvent change(String method) {
        return new BootEvent.Change(STAMP, WIRE, "CN=terraform", method, "groups/a.json", Optional.empty(), Optional.of(Version.of("{}")));
    }

    static BootEvent router(boolean answered) {
        return new BootEvent.Router(STAMP, WIRE, NODE1, answered, answered ? Optional.empty() : why("ra-too-often"));
    }

    static BootEvent notice(String code) {
        return new BootEvent.Notice(STAMP, BootEvent.Notice.Level.ERROR, code, "the disk is full");
    }

    static Optional<Reason> why(String code) {
        return Optional.of(new Reason(code, "because of " + code));
    }

    /** One of everything. */
    public static List<BootEvent> everything() {
        return List.of(dhcp(NODE1, "DISCOVER", Optional.of("OFFER"), Optional.empty()), dhcp(NODE1, "DISCOVER", Optional.empty(), why("boot-not-pxe")),
                tftp("ipxe.efi", Tftp.Step.FINISHED, 850_000, Optional.empty()), dns("boot.lab", "A", Optional.of("NOERROR"), Optional.empty()),
                http("/ipxe", 404, 19, "iPXE/1.0.0", why("no-group")), http("/assets/vmlinuz", 200, 1000, "iPXE/1.0.0", Optional.empty()),
                badPacket("tftp", "short"), badFile("bad-group"), refusedCall("rpcpb.Groups/GroupPut"), change("rpcpb.Groups/GroupPut"), router(true),
                notice("history-not-written"));
    }
}
