package dev.lamplighter.model.event;

import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent.BadFile;
import dev.lamplighter.model.event.BootEvent.BadPacket;
import dev.lamplighter.model.event.BootEvent.Change;
import dev.lamplighter.model.event.BootEvent.Dhcp;
import dev.lamplighter.model.event.BootEvent.Dns;
import dev.lamplighter.model.event.BootEvent.Http;
import dev.lamplighter.model.event.BootEvent.Notice;
import dev.lamplighter.model.event.BootEvent.Progress;
import dev.lamplighter.model.event.BootEvent.Router;
import dev.lamplighter.model.event.BootEvent.Rpc;
import dev.lamplighter.model.event.BootEvent.Tftp;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * An event as one line of JSON (RFC 8259): one flat object, printable ASCII only, whatever the wire held. {@code kind} names the record,
 * {@code schema} is 1. What an event does not have is left out. Durations are decimal milliseconds under {@code ms}; labels have the keys
 * {@code label.NAME}; {@code reason} is the stable code of the {@link Reason} and {@code why} its sentence.
 */
public final class EventJson {

    private EventJson() {}

    /** The line of {@code event}, without the line's end. */
    public static String line(BootEvent event) {
        var json = new JsonLine().put("schema", 1).put("kind", kind(event));
        stamp(json, event.stamp());
        switch (event) {
            case Dhcp dhcp -> put(json, dhcp);
            case Tftp tftp -> put(json, tftp);
            case Progress some -> wire(json, some.wire()).put("protocol", some.protocol()).put("file", some.file()).put("bytes", some.bytes())
                    .put("whole", some.whole());
            case Dns dns -> put(json, dns);
            case Http http -> put(json, http);
            case BadFile file -> json.put("file", file.file()).put("line", file.line()).put("column", file.column())
                    .put("message", file.message());
            case BadPacket packet -> wire(json, packet.wire()).put("protocol", packet.protocol()).put("length", packet.length());
            case Change change -> put(json, change);
            case Rpc rpc -> wire(json, rpc.wire()).put("who", rpc.who()).put("method", rpc.method()).put("status", rpc.status());
            case Router router -> wire(json, router.wire()).put("mac", router.mac().toString()).put("answered", router.answered());
            case Notice notice -> json.put("level", notice.level().name().toLowerCase(Locale.ROOT)).put("code", notice.code())
                    .put("sentence", notice.sentence());
        }
        event.reason().ifPresent(reason -> json.put("reason", reason.code()).put("why", reason.sentence()));
        return json.close();
    }

    /** What a library says, in the same form: kind {@code log}. {@code time} is ISO 8601. */
    public static String logLine(String time, String level, String logger, String message) {
        return new JsonLine().put("schema", 1).put("kind", "log").put("time", time).put("level", level).put("logger", logger).put("message", message).close();
    }

    /** The name under which the events of this record are known outside. */
    public static String kind(BootEvent event) {
        return switch (event) {
            case Dhcp _ -> "dhcp";
            case Tftp _ -> "tftp";
            case Progress _ -> "progress";
            case Dns _ -> "dns";
            case Http _ -> "http";
            case BadFile _ -> "bad-file";
            case BadPacket _ -> "bad-packet";
            case Change _ -> "change";
            case Rpc _ -> "rpc";
            case Router _ -> "router";
            case Notice _ -> "notice";
        };
    }

    private static void put(JsonLine json, Dhcp dhcp) {
        wire(json, dhcp.wire()).put("xid", HexFormat.of().toHexDigits(dhcp.xid())).put("mac", dhcp.mac().toString());
        dhcp.uuid().ifPresent(uuid -> json.put("uuid", uuid.toString()));
        dhcp.arch().ifPresent(arch -> json.put("arch", arch.code()));
        json.put("ipxe", dhcp.ipxe()).put("asked", dhcp.asked());
        dhcp.answered().ifPresent(answered -> json.put("answered", answered));
        dhcp.address().ifPresent(address -> json.put("address", address.toString()));
        dhcp.bootFile().ifPresent(file -> json.put("boot-file", file));
        dhcp.wanted().ifPresent(address -> json.put("wanted", address.toString()));
        dhcp.chosen().ifPresent(server -> json.put("chosen", server.toString()));
    }

    private static void put(JsonLine json, Tftp tftp) {
        wire(json, tftp.wire()).put("transfer", tftp.transfer()).put("file", tftp.file())
                .put("step", tftp.step().name().toLowerCase(Locale.ROOT)).put("bytes", tftp.bytes()).put("ms", tftp.elapsed());
    }

    private static void put(JsonLine json, Dns dns) {
        wire(json, dns.wire()).put("name", dns.name()).put("type", dns.type());
        dns.answered().ifPresent(answered -> json.put("answered", answered));
        json.put("source", dns.source()).put("ms", dns.elapsed());
    }

    private static void put(JsonLine json, Http http) {
        wire(json, http.wire()).put("method", http.method()).put("path", http.path());
        http.labels().values().forEach((name, value) -> json.put("label." + name, value));
        http.status().ifPresent(status -> json.put("status", status));
        json.put("bytes", http.bytes()).put("ms", http.elapsed()).put("user-agent", http.userAgent());
    }

    /** Other ways than gRPC tell no contents here: files on disk may hold what is nobody's business. */
    private static void put(JsonLine json, Change change) {
        if (change.by() instanceof Doer.Client client) {
            wire(json, client.wire());
        } else {
            json.put("way", change.by().way());
            change.by().from().ifPresent(from -> json.put("from", from));
        }
        json.put("who", change.who()).put("method", change.method()).put("object", change.object());
        boolean contents = change.by() instanceof Doer.Client;
        change.before().flatMap(before -> contents ? Optional.of(before.told()) : before.sha256()).ifPresent(before -> json.put("before", before));
        change.after().flatMap(after -> contents ? Optional.of(after.told()) : after.sha256()).ifPresent(after -> json.put("after", after));
    }

    private static void stamp(JsonLine json, Stamp stamp) {
        json.put("instance", stamp.instance()).put("seq", stamp.sequence()).put("time", stamp.wall().toString()).put("mono", stamp.monotonic());
    }

    private static JsonLine wire(JsonLine json, Wire wire) {
        if (!wire.interfaceName().isEmpty()) {
            json.put("interface", wire.interfaceName());
        }
        return json.put("peer", wire.peerAddress()).put("peer-port", wire.peer().getPort())
                .put("local", (wire.local().getAddress() == null ? wire.local().getHostString() : wire.local().getAddress().getHostAddress())
                        + ":" + wire.local().getPort());
    }
}
