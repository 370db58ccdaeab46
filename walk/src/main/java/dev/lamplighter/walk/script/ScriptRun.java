package dev.lamplighter.walk.script;

import dev.lamplighter.walk.script.Loads.Loaded;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs an iPXE script as iPXE does when nobody presses a key: a line is commands with {@code ||}, {@code &&} and {@code ;} between them, and the
 * script fails with its first line that fails. No command waits. Bounded by the scripts that lead from one to the next and by commands in all.
 */
public final class ScriptRun {

    private final Settings settings;
    private final Loads loads;
    private final int deepest;
    private int commands;
    private Optional<List<String>> kernel = Optional.empty();
    private Optional<String> firstItem = Optional.empty();

    public ScriptRun(Settings settings, Loads loads, int deepest, int commands) {
        this.settings = settings;
        this.loads = loads;
        this.deepest = deepest;
        this.commands = commands;
    }

    /** Runs the script {@code text} that came from {@code at}. */
    public Ending run(URI at, String text) {
        return run(at, text, 1);
    }

    private Ending run(URI at, String text, int depth) {
        List<String> lines = text.lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isEmpty() || line.startsWith("#") || line.startsWith(":")) {
                continue;
            }
            switch (line(at, line, depth)) {
                case Went(boolean well) when !well -> {
                    return new Ending.Over(false, line);
                }
                case Went _ -> { }
                case Ended(Ending ending) -> {
                    return ending;
                }
                case Goes(String label) -> {
                    i = lines.indexOf(":" + label);
                    if (i < 0) {
                        return new Ending.Lost("there is no label " + label + " for: " + line);
                    }
                }
            }
        }
        return new Ending.Over(true, "");
    }

    /** What a command did to the script that it stands in. */
    private sealed interface Done {}

    /** The script goes on if it went well. */
    private record Went(boolean well) implements Done {}

    private record Goes(String label) implements Done {}

    private record Ended(Ending ending) implements Done {}

    private static final Done WELL = new Went(true);
    private static final Done FAILED = new Went(false);

    private Done line(URI at, String line, int depth) {
        List<String> tokens = CommandLine.tokens(line);
        var command = new ArrayList<String>();
        for (int i = 0; i <= tokens.size(); i++) {
            String token = i < tokens.size() ? tokens.get(i) : ";";
            if (!token.equals("||") && !token.equals("&&") && !token.equals(";")) {
                command.add(settings.expand(token));
                continue;
            }
            Done done = command.isEmpty() ? WELL : command(at, CommandLine.of(command), depth);
            command.clear();
            boolean goesOn = switch (done) {
                case Went(boolean well) -> i < tokens.size() && (token.equals(";") || well == token.equals("&&"));
                case Goes _, Ended _ -> false;
            };
            if (!goesOn) {
                return done;
            }
        }
        return WELL;
    }

    private Done command(URI at, CommandLine command, int depth) {
        if (commands-- <= 0) {
            return new Ended(new Ending.Lost("the scripts run round and round; the last command was: " + command));
        }
        return switch (command.name()) {
            case "chain", "imgexec" -> chain(at, command, depth);
            case "boot" -> command.first().isEmpty() ? boot() : chain(at, command, depth);
            case "kernel" -> kernel(at, command);
            case "initrd", "imgfetch", "module" -> loads.initrd(resolved(at, command.first())) ? WELL : FAILED;
            case "imgargs" -> {
                kernel = kernel.map(_ -> command.rest());
                yield WELL;
            }
            case "imgfree" -> {
                kernel = Optional.empty();
                yield WELL;
            }
            case "set" -> {
                settings.set(command.first(), String.join(" ", command.rest()));
                yield WELL;
            }
            case "clear" -> {
                settings.set(command.first(), "");
                yield WELL;
            }
            case "inc" -> increment(command);
            case "isset" -> new Went(!command.first().isEmpty());
            case "iseq" -> new Went(command.words().size() == 2 && command.words().get(0).equals(command.words().get(1)));
            case "goto" -> new Goes(command.first());
            case "echo" -> {
                loads.says(String.join(" ", command.words()));
                yield WELL;
            }
            case "menu" -> {
                firstItem = Optional.empty();
                yield WELL;
            }
            case "item" -> item(command);
            case "choose" -> choose(command);
            case "sanboot" -> new Ended(new Ending.Disk(command + command.options().entrySet().stream().map(option -> " " + option.getKey() + " " + option.getValue()).sorted().reduce("", String::concat)));
            case "exit" -> new Ended(new Ending.Over(command.first().isEmpty() || command.first().equals("0"), command.first().isEmpty() ? "exit" : "exit " + command.first()));
            case "prompt" -> FAILED;
            case "shell", "config", "login" -> new Ended(new Ending.Lost("the script waits for somebody at the machine: " + command));
            case "reboot", "poweroff" -> new Ended(new Ending.Lost("the script ends the boot: " + command));
            case "dhcp", "autoboot", "ifconf", "ifopen", "ifclose", "iflinkwait", "ifstat", "route", "sleep", "console", "colour", "color", "cpair", "show", "imgstat", "imgverify", "imgtrust",
                    "imgdecrypt", "imgselect", "imgload", "cpuid", "params", "param", "sync", "nstat", "ntp", "ping", "shim", "neighbour", "ipstat", "cert", "certstat", "certfree" -> WELL;
            default -> new Ended(new Ending.Lost("the walk does not know this iPXE command: " + command));
        };
    }

    private Done boot() {
        return kernel.<Done>map(arguments -> new Ended(new Ending.Boots(arguments))).orElse(FAILED);
    }

    private Done kernel(URI at, CommandLine command) {
        boolean there = loads.kernel(resolved(at, command.first()), command.rest());
        kernel = there ? Optional.of(command.rest()) : Optional.empty();
        return new Went(there);
    }

    private Done chain(URI at, CommandLine command, int depth) {
        if (depth >= deepest) {
            return new Ended(new Ending.Lost("more than " + deepest + " scripts lead from one to the next; the last command was: " + command));
        }
        URI target = resolved(at, command.first());
        return switch (loads.chain(target, depth)) {
            case Loaded.Nothing _ -> FAILED;
            case Loaded.Program _ -> new Ended(new Ending.Starts(target));
            case Loaded.Script(String text) -> switch (run(target, text, depth + 1)) {
                case Ending.Over over -> command.has("replace", "r") ? new Ended(over) : new Went(over.well());
                case Ending.Boots boots -> new Ended(boots);
                case Ending.Starts starts -> new Ended(starts);
                case Ending.Disk disk -> new Ended(disk);
                case Ending.Lost lost -> new Ended(lost);
            };
        };
    }

    private Done increment(CommandLine command) {
        String by = command.rest().isEmpty() ? "1" : command.rest().getFirst();
        try {
            String now = settings.get(command.first());
            settings.set(command.first(), Long.toString(Long.parseLong(now.isEmpty() ? "0" : now) + Long.parseLong(by)));
            return WELL;
        } catch (NumberFormatException noNumber) {
            return FAILED;
        }
    }

    private Done item(CommandLine command) {
        if (!command.options().containsKey("gap") && !command.first().isEmpty() && firstItem.isEmpty()) {
            firstItem = Optional.of(command.first());
        }
        return WELL;
    }

    /** After its time a menu takes its default; without a time somebody must press a key, and the default is what they would most likely take. */
    private Done choose(CommandLine command) {
        String item = command.options().getOrDefault("default", command.options().getOrDefault("d", firstItem.orElse("")));
        settings.set(command.first(), item);
        loads.says("a menu: this walk takes " + (item.isEmpty() ? "nothing" : item));
        return new Went(!item.isEmpty());
    }

    private static URI resolved(URI at, String reference) {
        return at.resolve(Uris.parse(reference));
    }
}
