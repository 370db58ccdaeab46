package dev.lamplighter.cli.boots;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.cli.Arguments;
import dev.lamplighter.cli.Command;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.Usage;
import dev.lamplighter.cli.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code lamplighter boots [MACHINE]}: which machine is at which stage of its boot, and why one stopped. */
public final class BootsCommand implements Command {

    static final String SOCKET = "/run/lamplighter/admin.sock";

    private static final String HELP = """
            usage: lamplighter boots [MACHINE] [FLAG…]

              Shows the boots that the appliance of this host has seen, newest first: which machine, how far it came, how long it took, and why it
              stopped. MACHINE is a hardware address, a UUID or an address; then every step is shown.

              --follow         go on with what happens, one line for each step; Ctrl-C ends it
              --json           for programs: everything that is known; with --follow one boot in each line, whenever it changes
              --socket PATH    the appliance's control socket (default: LAMPLIGHTER_ADMIN_SOCKET, else /run/lamplighter/admin.sock)

            exit codes: 0 shown, 1 the appliance cannot be asked, 2 a mistake in the command
            """;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DATA = "data: ";

    @Override
    public String name() {
        return "boots";
    }

    @Override
    public String summary() {
        return "shows each machine's boot, stage by stage, and why one stopped";
    }

    @Override
    public int run(List<String> words, Console console) {
        var usage = new Usage("boots", HELP, dev.lamplighter.cli.Flags.none().values("socket").switches("follow", "json").shorter("f", "follow"));
        return usage.run(words, console, arguments -> show(arguments.atMost(1), console));
    }

    private static int show(Arguments arguments, Console console) throws UsageException {
        var socket = new ControlSocket(Path.of(arguments.value("socket")
                .orElseGet(() -> console.environment().getOrDefault("LAMPLIGHTER_ADMIN_SOCKET", SOCKET))));
        String machine = arguments.words().isEmpty() ? "" : arguments.words().getFirst();
        try {
            if (arguments.isOn("follow")) {
                var lines = new FollowedBoots(machine, console.out(), arguments.isOn("json"));
                socket.get("/api/v1/boots/stream", reader -> follow(reader, lines));
                console.err().println("lamplighter: the appliance has ended the stream");
                return Usage.FAILED;
            }
            socket.get("/api/v1/boots" + (machine.isEmpty() ? "" : "?machine=" + URLEncoder.encode(machine, UTF_8)), reader -> {
                String document = reader.lines().collect(Collectors.joining("\n"));
                if (arguments.isOn("json")) {
                    console.out().println(document);
                } else {
                    JsonNode boots = JSON.readTree(document).path("boots");
                    BootText.print(boots, !machine.isEmpty(), console.out());
                }
            });
            return Usage.DONE;
        } catch (IOException cannot) {
            console.err().println("lamplighter: " + cannot.getMessage());
            return Usage.FAILED;
        }
    }

    private static void follow(BufferedReader reader, FollowedBoots lines) throws IOException {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith(DATA)) {
                lines.changed(line.substring(DATA.length()), JSON.readTree(line.substring(DATA.length())));
            }
        }
    }
}
