package dev.lamplighter.cli.boots;

import dev.lamplighter.cli.remote.Printable;
import dev.lamplighter.cli.remote.Table;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Boots for people. What came from the wire is printed with its control characters escaped. */
final class BootText {

    private static final int SECONDS = 60;
    private static final double MILLIS = 1000;
    private static final long KIB = 1024;

    private BootText() {}

    /** A table of {@code boots}; with {@code steps}, every step of each below its line. */
    static void print(JsonNode boots, boolean steps, PrintStream out) {
        if (boots.isEmpty()) {
            out.println("no boot was seen yet");
            return;
        }
        if (steps) {
            boots.forEach(boot -> inFull(boot, out));
            return;
        }
        var table = new Table("MACHINE", "STATE", "STAGE", "BEGAN", "TOOK", "LAST");
        boots.forEach(boot -> table.row(machine(boot), text(boot, "state"), text(boot, "stage"), time(text(boot, "began")), took(boot.path("ms").asLong()), last(boot)));
        table.print(out);
    }

    private static void inFull(JsonNode boot, PrintStream out) {
        out.println(Printable.of(machine(boot) + "  " + text(boot, "state") + " at " + text(boot, "stage") + " after " + took(boot.path("ms").asLong()) + ", began "
                + text(boot, "began")));
        boot.path("steps").forEach(step -> out.println("  " + line(step)));
        JsonNode diagnosis = boot.path("diagnosis");
        if (!diagnosis.isMissingNode()) {
            out.println("  why:   " + Printable.of(text(diagnosis, "sentence")) + " [" + Printable.of(text(diagnosis, "code")) + "]");
            out.println("  check: " + Printable.of(text(diagnosis, "check")));
        }
        out.println();
    }

    /** One step, as a line. */
    static String line(JsonNode step) {
        String result = switch (text(step, "result")) {
            case "begun" -> "…";
            case "failed" -> "✗";
            default -> "✓";
        };
        long bytes = step.path("bytes").asLong();
        long times = step.path("times").asLong(1);
        return Printable.of(String.format(Locale.ROOT, "%s %s %-8s %s%s%s%s", time(text(step, "at")), result, text(step, "stage"), text(step, "what"),
                bytes > 0 ? ", " + amount(step) : "", times > 1 ? ", " + times + " times" : "",
                step.has("why") ? ": " + text(step, "why") : ""));
    }

    private static String amount(JsonNode step) {
        String bytes = size(step.path("bytes").asLong());
        return text(step, "result").equals("begun") ? bytes + " of " + size(step.path("of").asLong()) : bytes + " in " + took(step.path("ms").asLong());
    }

    static String machine(JsonNode boot) {
        JsonNode addresses = boot.path("addresses");
        String address = addresses.isEmpty() ? "" : addresses.get(0).asString();
        return boot.has("mac") ? text(boot, "mac") : address;
    }

    /** Why it stopped, with the code, and what to check. */
    static String why(JsonNode boot) {
        JsonNode diagnosis = boot.path("diagnosis");
        return Printable.of(text(diagnosis, "sentence") + " [" + text(diagnosis, "code") + "] Check: " + text(diagnosis, "check"));
    }

    private static String last(JsonNode boot) {
        if (boot.has("diagnosis")) {
            return text(boot.path("diagnosis"), "sentence");
        }
        JsonNode steps = boot.path("steps");
        return steps.isEmpty() ? "" : text(steps.get(steps.size() - 1), "what");
    }

    static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }

    /** Hours, minutes and seconds of an ISO 8601 time, in UTC as the log has it. */
    static String time(String instant) {
        int at = instant.indexOf('T');
        return at < 0 || instant.length() < at + 9 ? instant : instant.substring(at + 1, at + 9);
    }

    static String took(long millis) {
        Duration time = Duration.ofMillis(millis);
        return time.toSeconds() < SECONDS ? String.format(Locale.ROOT, "%.1f s", millis / MILLIS)
                : time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }

    static String size(long bytes) {
        return bytes < KIB ? bytes + " bytes" : bytes < KIB * KIB ? bytes / KIB + " KiB" : String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (KIB * KIB));
    }
}
