package dev.lamplighter.appliance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.appliance.settings.Flags;
import dev.lamplighter.appliance.settings.Merged;
import dev.lamplighter.appliance.settings.Settings;
import dev.lamplighter.appliance.settings.SettingsException;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.ControlSocket;
import dev.lamplighter.cli.GivenLabels;
import dev.lamplighter.cli.Usage;
import dev.lamplighter.cli.UsageException;
import dev.lamplighter.cli.inspect.Collected;
import dev.lamplighter.console.service.Explainer.Misasked;
import dev.lamplighter.model.Decoded;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.walk.WalkReport;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code lamplighter explain --arch …}: the whole boot of a machine as the server decides it, without a wire. */
final class ExplainBoot {

    static final String SOCKET = "/run/lamplighter/admin.sock";

    private static final int NOBODY = 3;
    private static final List<String> OF_THE_MACHINE = List.of("arch", "mac", "uuid", "via", "segment");
    private static final List<String> MADE_UP = List.of("-interface", "eth0", "-advertise", "192.0.2.2");

    private static final String HELP = """
            usage: lamplighter explain --arch bios|uefi-x64|uefi-arm64|http|ipxe --mac MAC [FLAG…]

              Says what a machine would be given if it booted now, stage by stage, by the server's own decisions and without a packet: offer, boot file, script,
              group and why, kernel, arguments, rendered config. Nothing changes by it: no lease is taken, no boot intent is used up.

              --arch KIND        what the machine starts with; http is UEFI HTTP Boot, ipxe an iPXE in its network card
              --mac MAC          its hardware address
              --uuid UUID        its SMBIOS UUID (default: the declared one, else one made of the MAC)
              --via ADDRESS      the relay agent that it is behind
              --segment NAME     the interface that it is at, where several are served
              --label KEY=VALUE  what it says of itself beside what iPXE does, as serial=R123; may be given several times
              --output FORM      text (default) or json; --json is the same as --output json
              --socket PATH      asks the server with this control socket (default: LAMPLIGHTER_ADMIN_SOCKET, else /run/lamplighter/admin.sock, if it is there)

              Without a server, or with one of the following, it reads the settings as run would, and opens nothing on the network:

              --config FILE, --interface NAME, … the flags of run (run --help)
              --data DIR         the data folder; assets are looked for in DIR/assets

            Without --arch it explains groups and profiles alone: lamplighter explain --help.

            Exit codes: 0 the machine boots; 1 it does not, or something it is led to is missing; 2 the command line or the settings are wrong; 3 no server
            answers at the socket.
            """;

    private final Console console;

    ExplainBoot(Console console) {
        this.console = console;
    }

    /** Whether {@code words} ask for this, and not for groups and profiles alone. */
    static boolean isMeant(List<String> words) {
        return words.stream().anyMatch(word -> word.matches("--?arch(=.*)?"));
    }

    /** The exit code. */
    int run(List<String> words) {
        try {
            return explain(words);
        } catch (UsageException mistake) {
            console.err().println("lamplighter: " + mistake.getMessage() + " (see lamplighter explain --arch --help)");
            return Usage.MISTAKE;
        } catch (SettingsException mistake) {
            console.err().println("lamplighter: " + mistake.getMessage());
            return Usage.MISTAKE;
        } catch (Misasked wrong) {
            console.err().println("lamplighter: " + wrong.getMessage());
            return Usage.MISTAKE;
        } catch (CannotStart | StoreException cannot) {
            console.err().println("lamplighter: " + cannot.getMessage());
            return Usage.FAILED;
        }
    }

    private int explain(List<String> words) throws UsageException, SettingsException, Misasked, CannotStart, StoreException {
        if (words.stream().anyMatch(List.of("--help", "-help", "-h")::contains)) {
            console.out().print(HELP);
            return Usage.DONE;
        }
        var others = new ArrayList<>(words);
        boolean json = others.removeAll(List.of("--json", "-json"));
        Map<String, String> asked = new LinkedHashMap<>();
        for (String name : OF_THE_MACHINE) {
            List<String> given = taken(others, name);
            if (!given.isEmpty()) {
                asked.put(name, given.getLast());
            }
        }
        Map<String, String> labels = GivenLabels.read(taken(others, "label"));
        if (!labels.isEmpty()) {
            asked.put("labels", GivenLabels.query(labels));
        }
        json |= json(taken(others, "output"));
        List<String> sockets = taken(others, "socket");
        others.addAll(data(taken(others, "data")));
        if (others.isEmpty() && asks(sockets)) {
            return ask(socket(sockets), asked, json);
        }
        if (!sockets.isEmpty()) {
            throw new UsageException("--socket asks the running server, and " + others.getFirst() + " is about settings; leave one of them out");
        }
        return imagine(others, asked, json);
    }

    /** Takes the values of {@code --name} out of {@code words}. */
    private static List<String> taken(List<String> words, String name) throws UsageException {
        var values = new ArrayList<String>();
        for (int i = 0; i < words.size();) {
            String word = words.get(i);
            if (word.equals("--" + name) || word.equals("-" + name)) {
                words.remove(i);
                if (i == words.size()) {
                    throw new UsageException(word + " needs a value after it");
                }
                values.add(words.remove(i));
            } else if (word.startsWith("--" + name + "=") || word.startsWith("-" + name + "=")) {
                values.add(words.remove(i).substring(word.indexOf('=') + 1));
            } else {
                i++;
            }
        }
        return values;
    }

    private static boolean json(List<String> forms) throws UsageException {
        String form = forms.isEmpty() ? "text" : forms.getLast();
        if (!List.of("text", "json").contains(form)) {
            throw new UsageException("--output is text or json, not \"" + form + "\"");
        }
        return form.equals("json");
    }

    /** Flags of run for a data folder, which may have assets in it. */
    private static List<String> data(List<String> folders) {
        if (folders.isEmpty()) {
            return List.of();
        }
        Path folder = Path.of(folders.getLast());
        var flags = new ArrayList<>(List.of("-data-path", folder.toString()));
        if (Files.isDirectory(folder.resolve("assets"))) {
            flags.addAll(List.of("-assets-path", folder.resolve("assets").toString()));
        }
        return flags;
    }

    private boolean asks(List<String> sockets) {
        return !sockets.isEmpty() || console.environment().containsKey("LAMPLIGHTER_ADMIN_SOCKET") || Files.exists(Path.of(SOCKET));
    }

    private Path socket(List<String> sockets) {
        return Path.of(sockets.isEmpty() ? console.environment().getOrDefault("LAMPLIGHTER_ADMIN_SOCKET", SOCKET) : sockets.getLast());
    }

    private int ask(Path socket, Map<String, String> asked, boolean json) {
        String query = asked.entrySet().stream().map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8)).collect(Collectors.joining("&"));
        var document = new StringBuilder();
        try {
            new ControlSocket(socket).get("/api/v1/walk?" + query, lines -> lines.lines().forEach(line -> document.append(line).append('\n')));
        } catch (ControlSocket.Refused wrong) {
            console.err().println("lamplighter: " + wrong.getMessage());
            return Usage.MISTAKE;
        } catch (IOException nobody) {
            console.err().println("lamplighter: " + nobody.getMessage());
            return NOBODY;
        }
        return switch (WalkReport.fromJson(document.toString())) {
            case Decoded.Message<WalkReport>(WalkReport report) -> print(report, json);
            case Decoded.Malformed<WalkReport>(Reason why) -> {
                console.err().println("lamplighter: what answers at " + socket + " does not explain boots: " + why.sentence());
                yield NOBODY;
            }
        };
    }

    private int imagine(List<String> words, Map<String, String> asked, boolean json) throws SettingsException, UsageException, Misasked, CannotStart, StoreException {
        Settings settings = settings(words);
        if (settings.segments().isEmpty()) {
            var more = new ArrayList<>(words);
            more.addAll(MADE_UP);
            settings = settings(more);
            console.err().println("lamplighter: no interface is set, so this is of a proxy at the made-up address 192.0.2.2; name yours with --interface and --advertise");
        }
        Events broken = new Collected(event -> {
            if (event instanceof BootEvent.BadFile bad) {
                console.err().println("lamplighter: " + bad.file() + ": " + bad.message() + " (lamplighter check says more)");
            }
        });
        try (var imagined = Imagined.of(settings, broken)) {
            return print(new Explained(() -> Optional.of(imagined.decisions())).walk(asked), json);
        }
    }

    private Settings settings(List<String> words) throws SettingsException, UsageException {
        Flags flags = Flags.read(words);
        if (!flags.rest().isEmpty()) {
            throw new UsageException("\"" + flags.rest().getFirst() + "\" is one word too many");
        }
        return Settings.of(Merged.of(flags, console.environment()));
    }

    private int print(WalkReport report, boolean json) {
        console.out().print(json ? report.toJson() + "\n" : report.toText(true));
        return report.boots() ? Usage.DONE : Usage.FAILED;
    }
}
