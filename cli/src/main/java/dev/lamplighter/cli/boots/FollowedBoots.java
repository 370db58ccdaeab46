package dev.lamplighter.cli.boots;

import dev.lamplighter.cli.remote.Printable;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Prints what is new in boots that change: each step once, and why a boot stopped when that is known. */
final class FollowedBoots {

    private final String machine;
    private final PrintStream out;
    private final boolean json;
    /** What was printed of each boot. */
    private final Map<String, Shown> shown = new HashMap<>();

    private record Shown(int steps, String state) {}

    FollowedBoots(String machine, PrintStream out, boolean json) {
        this.machine = machine.toLowerCase(Locale.ROOT).replace('-', ':');
        this.out = out;
        this.json = json;
    }

    /** A boot as it stands now; {@code line} is the same as text. */
    void changed(String line, JsonNode boot) {
        if (!machine.isEmpty() && !BootText.machine(boot).equals(machine)) {
            return;
        }
        if (json) {
            out.println(line);
            out.flush();
            return;
        }
        String id = boot.path("id").asString("");
        Shown before = shown.getOrDefault(id, new Shown(0, ""));
        JsonNode steps = boot.path("steps");
        for (int i = before.steps; i < steps.size(); i++) {
            out.println(Printable.of(BootText.machine(boot)) + "  " + BootText.line(steps.get(i)));
        }
        String state = boot.path("state").asString("");
        if (!state.equals(before.state) && !state.equals("under way")) {
            JsonNode diagnosis = boot.path("diagnosis");
            out.println(Printable.of(BootText.machine(boot) + "  " + BootText.time(boot.path("last").asString("")) + (diagnosis.isMissingNode()
                    ? " done after " + BootText.took(boot.path("ms").asLong())
                    : " stopped: " + diagnosis.path("sentence").asString("") + " Check: " + diagnosis.path("check").asString(""))));
        }
        shown.put(id, new Shown(steps.size(), state));
        out.flush();
    }
}
