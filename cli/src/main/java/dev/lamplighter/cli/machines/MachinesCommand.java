package dev.lamplighter.cli.machines;

import dev.lamplighter.boot.machine.MachineEdit;
import dev.lamplighter.cli.Arguments;
import dev.lamplighter.cli.Command;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.Flags;
import dev.lamplighter.cli.GivenLabels;
import dev.lamplighter.cli.Usage;
import dev.lamplighter.cli.UsageException;
import dev.lamplighter.cli.remote.Output;
import dev.lamplighter.cli.remote.Table;
import dev.lamplighter.model.BootIntent;
import dev.lamplighter.model.Mac;
import dev.lamplighter.store.StoreException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code lamplighter machines}: lists, shows, adopts and edits machines of the server of this host, and says from where they boot. */
public final class MachinesCommand implements Command {

    private static final String HELP = """
            usage: lamplighter machines [list] [--output table|json|yaml]
                   lamplighter machines show NAME|MAC
                   lamplighter machines adopt MAC NAME [CHANGE…]
                   lamplighter machines edit NAME CHANGE…
                   lamplighter machines boot NAME netboot|disk|netboot-once

              list    the declared machines, and those that were seen on the wire
              show    all that is known of one (yaml)
              adopt   declares a machine that was seen: writes machines/NAME.yaml
              edit    changes its file; a CHANGE with an empty value takes the key away
              boot    from where it boots from now on, until its file says something else

            CHANGE is
              --mac MAC           one of its hardware addresses; all that are given replace those before
              --address ADDRESS   the same for its addresses
              --uuid UUID, --serial TEXT, --hostname NAME
              --label KEY=VALUE   sets one label; --unlabel KEY takes one away
              --boot INTENT       the declared intent, which counts from now on
              --secure true|false
              --file NAME         a boot file of its own

              --config FILE, --data-path DIR, --state-path DIR  where the server's settings, files and state are, as for run
              --help                                            prints this

            Exit code: 0 when it was done, 1 when not, 2 for a mistake in the command line.
            """;

    private static final List<String> PLACES = List.of("config", "data-path", "state-path");
    private static final Map<String, String> KEYS = Map.of("mac", "macs", "address", "addresses", "uuid", "uuid", "serial", "serial", "hostname", "hostname",
            "boot", "boot", "secure", "secure", "file", "file");
    private static final List<String> ORDER = List.of("mac", "uuid", "serial", "hostname", "address", "boot", "secure", "file");
    private static final Flags FLAGS = Flags.none().values("config", "data-path", "state-path", "output", "mac", "address", "uuid", "serial", "hostname", "label",
            "unlabel", "boot", "secure", "file").shorter("o", "output");

    private final Places places;

    public MachinesCommand(Places places) {
        this.places = places;
    }

    @Override
    public String name() {
        return "machines";
    }

    @Override
    public String summary() {
        return "lists, adopts and edits machines, and says from where they boot";
    }

    @Override
    public int run(List<String> words, Console console) {
        return new Usage("machines", HELP, FLAGS).run(words, console, arguments -> {
            Step step = step(arguments);
            var flags = new ArrayList<String>();
            for (String flag : PLACES) {
                arguments.value(flag).ifPresent(value -> flags.addAll(List.of("--" + flag, value)));
            }
            try (MachineDesk desk = FolderDesk.open(places.find(flags, console), Clock.systemUTC())) {
                int code = step.take(desk, console);
                desk.troubles().forEach(trouble -> console.err().println("lamplighter: " + trouble));
                return code;
            } catch (StoreException refused) {
                console.err().println("lamplighter: " + refused.getMessage());
                return Usage.FAILED;
            }
        });
    }

    /** What was asked for, once all its words are understood. */
    @FunctionalInterface
    private interface Step {
        int take(MachineDesk desk, Console console) throws StoreException;
    }

    private static Step step(Arguments arguments) throws UsageException {
        List<String> words = arguments.words();
        String deed = words.isEmpty() ? "list" : words.getFirst();
        return switch (deed) {
            case "list" -> list(arguments.atMost(1));
            case "show" -> show(arguments);
            case "adopt" -> adopt(arguments);
            case "edit" -> edit(arguments);
            case "boot" -> boot(arguments);
            default -> throw new UsageException("machines does not " + deed + "; it does list, show, adopt, edit and boot");
        };
    }

    private static Step list(Arguments arguments) throws UsageException {
        Output output = Output.of(arguments);
        return (desk, console) -> {
            List<Entry> entries = desk.list();
            if (output == Output.TABLE) {
                var table = new Table("NAME", "MAC", "ADDRESS", "HOSTNAME", "BOOT", "LAST SEEN", "VENDOR");
                entries.forEach(entry -> table.row(entry.row()));
                table.print(console.out());
            } else {
                console.out().print(output.document(entries.stream().map(Entry::json).toList(), false));
            }
            return Usage.DONE;
        };
    }

    private static Step show(Arguments arguments) throws UsageException {
        String name = word(arguments.atMost(2), 1, "which machine? Give its name, or its hardware address");
        Output output = arguments.value("output").isPresent() ? Output.of(arguments) : Output.YAML;
        return (desk, console) -> {
            Optional<Entry> entry = desk.find(name);
            if (entry.isEmpty()) {
                console.err().println("lamplighter: no machine " + name + " is declared, and none was seen");
                return Usage.FAILED;
            }
            console.out().print(output.document(List.of(entry.get().json()), true));
            return Usage.DONE;
        };
    }

    private static Step adopt(Arguments arguments) throws UsageException {
        String text = word(arguments.atMost(3), 1, "which machine? Give the hardware address that machines list shows");
        Mac mac = Mac.parse(text).orElseThrow(() -> new UsageException("\"" + text + "\" is no hardware address such as 52:54:00:a1:9c:ae"));
        String name = word(arguments, 2, "under which name? Give it after the hardware address");
        MachineEdit edit = edits(arguments);
        return (desk, console) -> {
            console.out().println(desk.adopt(mac, name, edit));
            return Usage.DONE;
        };
    }

    private static Step edit(Arguments arguments) throws UsageException {
        String name = word(arguments.atMost(2), 1, "which machine? Give its name");
        MachineEdit edit = edits(arguments);
        if (edit.isEmpty()) {
            throw new UsageException("nothing is to be changed: give --hostname, --label, --boot …");
        }
        return (desk, console) -> {
            console.out().println(desk.edit(name, edit));
            return Usage.DONE;
        };
    }

    private static Step boot(Arguments arguments) throws UsageException {
        String name = word(arguments.atMost(3), 1, "which machine? Give its name");
        String text = word(arguments, 2, "from where? Say netboot, disk or netboot-once");
        BootIntent intent = BootIntent.parse(text).orElseThrow(() -> new UsageException("\"" + text + "\" is not netboot, disk or netboot-once"));
        return (desk, console) -> {
            desk.boot(name, intent);
            console.out().println(name + ": " + intent.key());
            return Usage.DONE;
        };
    }

    private static String word(Arguments arguments, int index, String unless) throws UsageException {
        if (arguments.words().size() <= index) {
            throw new UsageException(unless);
        }
        return arguments.words().get(index);
    }

    private static MachineEdit edits(Arguments arguments) throws UsageException {
        var keys = new LinkedHashMap<String, List<String>>();
        for (String flag : ORDER) {
            if (!arguments.values(flag).isEmpty()) {
                keys.put(KEYS.get(flag), arguments.values(flag));
            }
        }
        return new MachineEdit(keys, GivenLabels.read(arguments.values("label")), Set.copyOf(arguments.values("unlabel")));
    }
}
