package dev.lamplighter.demo.stage;

import static dev.lamplighter.demo.stage.Stage.BOOT_FILE;
import static dev.lamplighter.demo.stage.Stage.CONSOLE;
import static dev.lamplighter.demo.stage.Stage.FIRMWARE_DHCP;
import static dev.lamplighter.demo.stage.Stage.IGNITION;
import static dev.lamplighter.demo.stage.Stage.IPXE_DHCP;
import static dev.lamplighter.demo.stage.Stage.MACHINE_SCRIPT;
import static dev.lamplighter.demo.stage.Stage.OS_DHCP;

import dev.lamplighter.demo.stage.Progress.Done;
import dev.lamplighter.demo.stage.Progress.Stopped;
import dev.lamplighter.demo.stage.Progress.Under;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Follows one boot: takes what the demo sees, gives the lines to print, and knows how far the machine has come. */
public final class Stages {

    private static final int SAID_ONCE = 1000;

    private final Plan plan;
    private final Map<Stage, Duration> reached = new EnumMap<>(Stage.class);
    private final Map<Stage, String> troubles = new EnumMap<>(Stage.class);
    private final Set<String> said = new HashSet<>();
    /** Where the machine itself says that it stopped; it ends soon after, and the appliance may still say why. */
    private Optional<Stage> failed = Optional.empty();
    /** The octets of the machine's config: as the appliance sent them, and as the machine holds them. */
    private Optional<String> sent = Optional.empty();
    private Optional<String> held = Optional.empty();
    private Progress progress = new Under();

    public Stages(Plan plan) {
        this.plan = plan;
    }

    /** How far the boot has come; once it is done or stopped it stays so. */
    public Progress progress() {
        return progress;
    }

    /** Ends a boot that goes on no more, at the first stage that was not reached; {@code because} is said unless something better is known. */
    public Progress stop(String because) {
        if (progress instanceof Under) {
            Stage stage = failed.orElse(plan.stages().stream().filter(each -> !reached.containsKey(each)).findFirst().orElse(CONSOLE));
            progress = new Stopped(stage, Optional.ofNullable(troubles.get(stage)).orElse(stage.missing()) + " (" + because + ")");
        }
        return progress;
    }

    /** The lines to print for what was seen at {@code at}, counted from power on. */
    public List<Line> see(Sighting sighting, Duration at) {
        return switch (sighting) {
            case Sighting.Served served -> EventLine.parse(served.line()).map(event -> event(event, at)).orElse(List.of());
            case Sighting.Said console -> console(console.line(), at);
            case Sighting.ApplianceEnded ended -> {
                progress = progress instanceof Under ? new Stopped(Stage.APPLIANCE, "it ended with exit code " + ended.exit()) : progress;
                yield List.of();
            }
            case Sighting.MachineEnded ended -> {
                if (progress instanceof Under && reached.isEmpty() && ended.exit() != 0) {
                    progress = new Stopped(Stage.POWER_ON, "the machine's process ended with exit code " + ended.exit());
                }
                yield List.of();
            }
        };
    }

    private List<Line> event(EventLine event, Duration at) {
        return switch (event.kind()) {
            case "dhcp" -> dhcp(event, at);
            case "tftp" -> tftp(event, at);
            case "dns" -> once(at, "DNS", event.text("name") + " " + event.text("type") + ": " + event.text("answered"));
            case "http" -> http(event, at);
            case "bad-file" -> List.of(Line.at(at, "bad file",
                    event.text("file") + ":" + event.text("line") + ":" + event.text("column") + ": " + event.text("message")));
            case "notice" -> event.text("level").equals("info") ? List.of() : once(at, event.text("level"), event.text("sentence"));
            default -> List.of();
        };
    }

    private List<Line> dhcp(EventLine event, Duration at) {
        if (event.text("asked").equals("RELEASE")) {
            return List.of();
        }
        Stage stage = event.text("ipxe").equals("true") ? IPXE_DHCP : event.has("arch") ? FIRMWARE_DHCP : OS_DHCP;
        if (!event.has("answered")) {
            String silence = event.text("asked") + " not answered: " + event.text("why");
            troubles.put(stage, silence);
            return once(at, stage.toString(), silence);
        }
        if (event.text("answered").equals("NAK")) {
            return List.of(Line.at(at, stage.toString(), "NAK " + event.text("why")));
        }
        if (event.text("answered").equals("ACK")) {
            reach(stage, at);
        }
        String file = event.has("boot-file") ? ", " + event.text("boot-file") : "";
        return List.of(Line.at(at, stage.toString(), event.text("answered") + " " + event.text("address") + file));
    }

    /** EDK2 first asks for the size alone and fetches nothing; that is neither a stage nor a trouble. */
    private List<Line> tftp(EventLine event, Duration at) {
        return switch (event.text("step")) {
            case "finished" -> {
                if (event.number("bytes") == 0) {
                    yield List.of();
                }
                reach(BOOT_FILE, at);
                yield List.of(Line.at(at, BOOT_FILE.toString(), event.text("file"), event.number("bytes")));
            }
            case "refused" -> trouble(BOOT_FILE, at, event.text("file") + " refused: " + event.text("why"));
            case "aborted" -> {
                if (event.number("bytes") == 0) {
                    yield List.of();
                }
                yield trouble(BOOT_FILE, at, event.text("file") + " broke off: " + event.text("why"));
            }
            default -> List.of();
        };
    }

    private List<Line> http(EventLine event, Duration at) {
        Optional<Stage> known = plan.stageOf(event.text("path"));
        if (known.isEmpty() || !event.text("method").equals("GET")) {
            return List.of();
        }
        Stage stage = known.get();
        if (event.number("status") != 200 && event.number("status") != 206) {
            return trouble(stage, at, event.text("path") + ": status " + event.text("status") + (event.has("why") ? ", " + event.text("why") : ""));
        }
        if (event.has("reason")) {
            return trouble(stage, at, event.text("path") + " broke off: " + event.text("why"));
        }
        reach(stage, at);
        if (stage == IGNITION) {
            sent = Optional.of(event.text("bytes"));
            var lines = new ArrayList<Line>();
            lines.add(Line.at(at, stage.toString(), event.text("path"), event.number("bytes")));
            lines.addAll(holdsWhatWasSent(at));
            return lines;
        }
        String of = stage == MACHINE_SCRIPT && event.has("label.mac") ? " for " + event.text("label.mac") : "";
        return List.of(Line.at(at, stage.toString(), event.text("path") + of, event.number("bytes")));
    }

    private List<Line> console(String line, Duration at) {
        int start = line.indexOf("MARKER ");
        if (start < 0) {
            return List.of();
        }
        String marker = line.substring(start + "MARKER ".length()).strip();
        String[] words = marker.split(" ", 3);
        return switch (words[0]) {
            case "up" -> List.of(Line.at(at, CONSOLE.toString(), "user land is up, " + marker.substring(2).strip()));
            case "ignition-ok" -> {
                held = Optional.of(field(marker, "bytes"));
                yield holdsWhatWasSent(at);
            }
            case "fail" -> {
                Stage stage = Stage.named(words.length > 1 ? words[1] : "").orElse(CONSOLE);
                String why = words.length > 2 ? words[2] : stage.missing();
                failed = Optional.of(stage);
                troubles.putIfAbsent(stage, why);
                yield List.of(Line.at(at, stage.toString(), why));
            }
            default -> List.of();
        };
    }

    /** The machine and the appliance tell of the same config independently, in either order. */
    private List<Line> holdsWhatWasSent(Duration at) {
        if (sent.isEmpty() || held.isEmpty()) {
            return List.of();
        }
        if (!sent.equals(held)) {
            return trouble(CONSOLE, at, "the machine holds " + held.get() + " bytes of /ignition, and " + sent.get() + " were sent");
        }
        reach(CONSOLE, at);
        return List.of(Line.at(at, CONSOLE.toString(), "the machine holds its /ignition, " + held.get() + " bytes"));
    }

    /** The value of {@code name=value} in a marker; empty where there is none. */
    private static String field(String marker, String name) {
        for (String word : marker.split(" ", -1)) {
            if (word.startsWith(name + "=")) {
                return word.substring(name.length() + 1);
            }
        }
        return "";
    }

    private List<Line> trouble(Stage stage, Duration at, String what) {
        troubles.put(stage, what);
        return once(at, stage.toString(), what);
    }

    /** What repeats is printed once; beyond a thousand different things nothing more is. */
    private List<Line> once(Duration at, String label, String what) {
        return said.size() < SAID_ONCE && said.add(label + what) ? List.of(Line.at(at, label, what)) : List.of();
    }

    private void reach(Stage stage, Duration at) {
        reached.putIfAbsent(stage, at);
        if (progress instanceof Under && reached.keySet().containsAll(plan.stages())) {
            progress = new Done(at);
        }
    }
}
