package dev.lamplighter.cli.leases;

import dev.lamplighter.cli.JsonObject;
import dev.lamplighter.cli.remote.Output;
import dev.lamplighter.cli.remote.Table;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.store.lease.Lease;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Leases as people and programs read them. */
final class LeaseText {

    private LeaseText() {}

    static void print(List<Lease> leases, Output output, Instant now, PrintStream out) {
        switch (output) {
            case TABLE -> table(leases, now, out);
            case JSON, YAML -> out.print(output.document(leases.stream().map(LeaseText::json).map(JsonObject::toString).map(Bytes::utf8).toList(), false));
        }
    }

    private static void table(List<Lease> leases, Instant now, PrintStream out) {
        var table = new Table("ADDRESS", "MAC", "HOSTNAME", "SEGMENT", "STATE", "ENDS");
        for (Lease lease : leases) {
            table.row(lease.address().toString(), lease.mac().toString(), lease.hostname().orElse("-"), lease.segment().name(), state(lease, now), ends(lease, now));
        }
        table.print(out);
    }

    private static String state(Lease lease, Instant now) {
        return lease.isOver(now) ? "over" : lease.state().name().toLowerCase(Locale.ROOT);
    }

    private static String ends(Lease lease, Instant now) {
        String at = lease.expires().truncatedTo(ChronoUnit.SECONDS).toString();
        if (lease.isOver(now)) {
            return at;
        }
        Duration left = Duration.between(now, lease.expires());
        return at + " (in " + (left.toDays() > 1 ? left.toDays() + "d" : left.toHours() > 1 ? left.toHours() + "h" : left.toMinutes() > 1 ? left.toMinutes() + "m" : left.toSeconds() + "s")
                + ")";
    }

    static JsonObject json(Lease lease) {
        var json = new JsonObject().text("address", lease.address().toString()).text("mac", lease.mac().toString()).text("client", lease.client().value().toHex());
        lease.hostname().ifPresent(name -> json.text("hostname", name));
        return json.text("segment", lease.segment().name()).text("state", lease.state().name().toLowerCase(Locale.ROOT)).text("expires", lease.expires().toString());
    }

    /** Comma-separated, with a heading; none of the values can hold a comma but a name that a client sent, which is quoted then (RFC 4180). */
    static void csv(List<Lease> leases, PrintStream out) {
        out.print("address,mac,client,hostname,segment,state,expires\r\n");
        for (Lease lease : leases) {
            out.print(String.join(",", lease.address().toString(), lease.mac().toString(), lease.client().value().toHex(), quoted(lease.hostname().orElse("")),
                    quoted(lease.segment().name()), lease.state().name().toLowerCase(Locale.ROOT), lease.expires().toString()) + "\r\n");
        }
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9._@-]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
