package dev.lamplighter.cli.boots;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.cli.Arguments;
import dev.lamplighter.cli.Command;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.ControlSocket;
import dev.lamplighter.cli.Flags;
import dev.lamplighter.cli.Usage;
import dev.lamplighter.cli.UsageException;
import dev.lamplighter.cli.remote.Printable;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code lamplighter boots [MACHINE]}: which machine is at which stage of its boot, and why one stopped. */
public final class BootsCommand implements Command {

    static final String SOCKET = "/run/lamplighter/admin.sock";

    private static final int USUAL = 100;
    private static final int MOST = 10_000;

    private static final String HELP = """
            usage: lamplighter boots [MACHINE] [FLAG…]

              Shows the boots that the appliance of this host has seen, newest first: which machine, how far it came, how long it took, and why it
              stopped. MACHINE is a hardware address, a UUID or an address; then every step is shown.

              --follow, -f     go on with what happens: on a terminal a table of machines, else one line for each step; Ctrl-C ends it
              --json           for programs: everything that is known; with --follow one boot in each line, whenever it changes
              --limit N        at most so many boots (default: 100)
              --socket PATH    the appliance's control socket (default: LAMPLIGHTER_ADMIN_SOCKET, else /run/lamplighter/admin.sock)

            exit codes: 0 shown, 1 the appliance cannot be asked, 2 a mistake in the command
            """;

    private static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
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
        var usage = new Usage("boots", HELP, Flags.none().values("socket", "limit").switches("follow", "json").shorter("f", "follow"));
        return usage.run(words, console, arguments -> show(arguments.atMost(1), console));
    }

    private static int show(Arguments arguments, Console console) throws UsageException {
        var socket = new ControlSocket(Path.of(arguments.value("socket")
                .orElseGet(() -> console.environment().getOrDefault("LAMPLIGHTER_ADMIN_SOCKET", SOCKET))));
        String machine = arguments.words().isEmpty() ? "" : "machine=" + URLEncoder.encode(arguments.words().getFirst(), UTF_8);
        int limit = arguments.number("limit", USUAL, 1, MOST);
        boolean json = arguments.isOn("json");
        try {
            if (arguments.isOn("follow")) {
                try (Follower follower = follower(json, console)) {
                    socket.get("/api/v1/boots/stream?" + machine, reader -> follow(reader, follower));
                }
                console.err().println("lamplighter: the appliance has ended the stream");
                return Usage.FAILED;
            }
            socket.get("/api/v1/boots?limit=" + limit + "&" + machine, reader -> print(reader, json, !machine.isEmpty(), console));
            return Usage.DONE;
        } catch (IOException | JacksonException cannot) {
            console.err().println("lamplighter: " + Printable.of(String.valueOf(cannot.getMessage())));
            return Usage.FAILED;
        }
    }

    private static void print(BufferedReader reader, boolean json, boolean steps, Console console) {
        JsonNode document = JSON.readTree(reader.lines().collect(Collectors.joining("\n")));
        if (json) {
            console.out().println(ascii(document));
        } else {
            BootText.print(document.path("boots"), steps, console.out());
        }
        if (document.has("trouble")) {
            console.err().println("lamplighter: " + Printable.of(BootText.text(document, "trouble")));
        }
    }

    /** In one line of printable ASCII, whatever the appliance has sent. */
    private static String ascii(JsonNode node) {
        return JSON.writeValueAsString(node).replace("\u007f", "\\u007f");
    }

    @SuppressWarnings("SystemConsoleNull") // asked only whether it is a terminal
    private static Follower follower(boolean json, Console console) {
        if (json) {
            return boot -> {
                console.out().println(ascii(boot));
                console.out().flush();
            };
        }
        boolean terminal = console.out().equals(System.out) && System.console() != null && System.console().isTerminal()
                && !console.environment().getOrDefault("TERM", "dumb").equals("dumb");
        return terminal ? new Screen(console.out(), console.environment()) : new FollowedBoots(console.out());
    }

    private static void follow(BufferedReader reader, Follower follower) throws IOException {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith(DATA)) {
                follower.changed(JSON.readTree(line.substring(DATA.length())));
            }
        }
    }
}
