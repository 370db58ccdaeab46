package dev.lamplighter.cli.boots;

import dev.lamplighter.cli.remote.Printable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The newest boot of each machine as one line: how far it is, for how long, and what goes on. Text of the wire has no control characters here. */
final class BootTable {

    private static final List<String> STAGES = List.of("firmware", "loader", "ipxe", "script", "kernel", "system", "config");
    private static final int MOST = 5000;
    private static final int BAR = 20;
    private static final int HUNDRED = 100;
    private static final int LONGEST = 500;

    /** By machine, the one that was heard of last at the end. */
    private final Map<String, JsonNode> boots = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, JsonNode> eldest) {
            return size() > MOST;
        }
    };

    void changed(JsonNode boot) {
        String machine = BootText.machine(boot);
        JsonNode known = boots.get(machine);
        if (known == null || BootText.text(known, "began").compareTo(BootText.text(boot, "began")) <= 0) {
            boots.put(machine, boot);
        }
    }

    /** At most {@code most} lines, headings among them: machines whose boot is under way first, then the rest, each from the newest. */
    List<String> lines(Instant now, int most) {
        var lines = new ArrayList<String>();
        lines.add(row("MACHINE", "STAGE", "", "TOOK", "NOW"));
        var newest = Comparator.comparing((JsonNode boot) -> BootText.text(boot, "began")).reversed();
        List<JsonNode> shown = boots.values().stream()
                .sorted(Comparator.comparing((JsonNode boot) -> !BootText.text(boot, "state").equals("under way")).thenComparing(newest)).toList();
        int room = Math.max(1, shown.size() < most ? shown.size() : most - 2);
        shown.stream().limit(room).forEach(boot -> lines.add(line(boot, now)));
        if (shown.isEmpty()) {
            lines.add("waiting for a machine to boot");
        } else if (shown.size() > room) {
            lines.add("and " + (shown.size() - room) + " more");
        }
        return lines;
    }

    private static String line(JsonNode boot, Instant now) {
        String state = BootText.text(boot, "state");
        String stage = BootText.text(boot, "stage");
        return row(BootText.machine(boot), bar(stage, state), state.equals("done") ? "done" : stage,
                BootText.took(state.equals("under way") ? since(BootText.text(boot, "began"), now) : boot.path("ms").asLong()), happening(boot));
    }

    private static long since(String began, Instant now) {
        try {
            return Math.max(0, Duration.between(Instant.parse(began), now).toMillis());
        } catch (DateTimeException notATime) {
            return 0;
        }
    }

    private static String row(String machine, String bar, String stage, String took, String now) {
        String line = Printable.of(String.format(Locale.ROOT, "%-17s  %-7s  %-8s  %10s  %s", machine, bar, stage, took, now)).stripTrailing();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }

    /** A mark for each stage: behind it, at it, before it. */
    private static String bar(String stage, String state) {
        int at = STAGES.indexOf(stage);
        var bar = new StringBuilder();
        for (int i = 0; i < STAGES.size(); i++) {
            bar.append(i < at || state.equals("done") ? '■' : i > at ? '·' : state.equals("stopped") ? '✗' : '▶');
        }
        return bar.toString();
    }

    private static String happening(JsonNode boot) {
        if (boot.has("diagnosis")) {
            return BootText.why(boot);
        }
        JsonNode steps = boot.path("steps");
        if (steps.isEmpty()) {
            return "";
        }
        JsonNode step = steps.get(steps.size() - 1);
        for (JsonNode each : steps) {
            step = isTransfer(each) ? each : step;
        }
        return BootText.text(step, "what") + (isTransfer(step) ? " " + progress(step.path("bytes").asLong(), step.path("of").asLong()) : "");
    }

    private static boolean isTransfer(JsonNode step) {
        return BootText.text(step, "result").equals("begun") && step.path("of").asLong() > 0;
    }

    static String progress(long bytes, long whole) {
        int done = Math.clamp(bytes * BAR / whole, 0, BAR);
        return "[" + "#".repeat(done) + "-".repeat(BAR - done) + "] " + Math.clamp(bytes * HUNDRED / whole, 0, HUNDRED) + " % of " + BootText.size(whole);
    }
}
