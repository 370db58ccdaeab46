package dev.lamplighter.cli.boots;

import dev.lamplighter.cli.remote.Printable;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Prints what is new in boots that change, line by line: each step when it begins and when it ends, and why a boot stopped when that is known. */
final class FollowedBoots implements Follower {

    private static final int MOST = 5000;

    private final PrintStream out;
    /** What was printed of each boot. */
    private final Map<String, Shown> shown = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Shown> eldest) {
            return size() > MOST;
        }
    };

    private static final class Shown {
        private final Set<String> steps = new HashSet<>();
        private String state = "under way";
    }

    FollowedBoots(PrintStream out) {
        this.out = out;
    }

    @Override
    public void changed(JsonNode boot) {
        Shown before = shown.computeIfAbsent(BootText.text(boot, "id"), _ -> new Shown());
        String machine = Printable.of(BootText.machine(boot)) + "  ";
        boot.path("steps").forEach(step -> {
            if (before.steps.add(BootText.text(step, "at") + " " + BootText.text(step, "result") + " " + BootText.text(step, "what"))) {
                out.println(machine + BootText.line(step));
            }
        });
        String state = BootText.text(boot, "state");
        if (!state.equals(before.state)) {
            before.state = state;
            switch (state) {
                case "done" -> out.println(machine + BootText.time(BootText.text(boot, "last")) + " done after " + BootText.took(boot.path("ms").asLong()));
                case "stopped" -> out.println(machine + BootText.time(BootText.text(boot, "last")) + " stopped: " + BootText.why(boot));
                default -> { }
            }
        }
        out.flush();
    }
}
