package dev.lamplighter.cli.inspect;

import dev.lamplighter.boot.QueryLabels;
import dev.lamplighter.cli.Arguments;
import dev.lamplighter.cli.Command;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.Flags;
import dev.lamplighter.cli.GivenLabels;
import dev.lamplighter.cli.Usage;
import dev.lamplighter.cli.UsageException;
import dev.lamplighter.cli.remote.CallFailed;
import dev.lamplighter.cli.remote.Remote;
import dev.lamplighter.cli.remote.RemoteFlags;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.render.gotemplate.FunctionSet;
import dev.lamplighter.store.catalog.FileCatalogSettings;
import dev.lamplighter.store.catalog.FileCatalogStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code lamplighter explain}: what a machine gets at every path, and why; and why not what others get. */
public final class ExplainCommand implements Command {

    private static final String HELP = """
            usage: lamplighter explain --label KEY=VALUE… [--data DIR | --endpoint HOST:PORT] [FLAG…]
                   lamplighter explain --arch KIND --mac MAC [FLAG…]

              With --arch: the whole boot of a machine, from DHCP to its config (explain --arch --help).

              Says which group and profile a machine gets and why, what each request of it is answered with, and why other groups did not take it.

              --label KEY=VALUE  what the machine says of itself, as mac=52:54:00:a1:9c:ae; may be given several times
              --data DIR         the data folder to look at (default /var/lib/matchbox)
              --output FORM      text (default) or json
              --extended         templates may call the extended functions, as with templates.functions: extended
              --most N           how many other groups are told of (default 10)

              With --endpoint (or LAMPLIGHTER_ENDPOINTS and no --data) the catalog is read from a server over gRPC:
            """ + RemoteFlags.HELP + """

              Exit codes: 0 the machine gets everything that its profile says; 1 no group takes it, or something cannot be made; 2 the command line is
              wrong; 3 no server answers, or the certificates do not fit.
            """;

    private static final Flags FLAGS = RemoteFlags.FLAGS.and(Flags.none().values("label", "data", "output", "most").switches("extended").shorter("o", "output").shorter("l", "label"));
    private static final int MOST = 100_000;
    private static final int MOST_BROKEN = 5;

    @Override
    public String name() {
        return "explain";
    }

    @Override
    public String summary() {
        return "says what a machine gets and why";
    }

    @Override
    public int run(List<String> words, Console console) {
        return new Usage("explain", HELP, FLAGS).run(words, console, arguments -> run(arguments, console));
    }

    private static int run(Arguments arguments, Console console) throws UsageException {
        arguments.atMost(0);
        Map<String, String> labels = GivenLabels.read(arguments.values("label"));
        int most = arguments.number("most", 10, 0, MOST);
        boolean json = arguments.oneOf("output", "text", "json").equals("json");
        var functions = arguments.isOn("extended") ? FunctionSet.EXTENDED : FunctionSet.MATCHBOX;
        Explanation explanation;
        boolean folder = arguments.value("data").isPresent();
        if (folder && arguments.value("endpoints").isPresent()) {
            throw new UsageException("--data is a folder here and --endpoint a server; name one of them");
        }
        if (!folder && (arguments.value("endpoints").isPresent() || !console.environment().getOrDefault("LAMPLIGHTER_ENDPOINTS", "").isEmpty())) {
            try (var server = Remote.dial(RemoteFlags.read(arguments, console.environment()))) {
                var read = RemoteCatalog.read(server, QueryLabels.parse(GivenLabels.query(labels)));
                explanation = Explanation.of(read.store(), functions, labels, most).remarked(read.remark());
            } catch (CallFailed failed) {
                console.err().println("lamplighter: " + failed.getMessage());
                return failed.exitCode();
            }
        } else {
            String name = arguments.value("data").orElse("/var/lib/matchbox");
            if (!Files.isDirectory(Path.of(name))) {
                console.err().println("lamplighter: " + name + " is no folder; name the data folder with --data, or a server with --endpoint");
                return Usage.FAILED;
            }
            var broken = new Broken(console);
            try (var store = new FileCatalogStore(Path.of(name), FileCatalogSettings.defaults(), new Collected(broken::tell))) {
                explanation = Explanation.of(store, functions, labels, most);
            }
        }
        console.out().print(json ? ExplanationText.json(explanation) : ExplanationText.plain(explanation));
        return explanation.isGood() ? Usage.DONE : Usage.FAILED;
    }

    /** Tells of the first broken files, which are not in the catalog and may be why it is not as expected. */
    private static final class Broken {

        private final Console console;
        private int told;

        Broken(Console console) {
            this.console = console;
        }

        synchronized void tell(BootEvent event) {
            if (event instanceof BootEvent.BadFile bad && ++told <= MOST_BROKEN) {
                console.err().println(told == MOST_BROKEN ? "lamplighter: more files are broken; lamplighter check DIR names them all"
                        : "lamplighter: " + new Spot(bad.file(), bad.line(), bad.column()) + ": " + bad.message());
            }
        }
    }
}
