package dev.lamplighter.cli.inspect;

import dev.lamplighter.cli.Arguments;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.Flags;
import dev.lamplighter.cli.Usage;
import dev.lamplighter.cli.UsageException;
import dev.lamplighter.render.gotemplate.FunctionSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code lamplighter check DIR}: what is wrong with a data folder, before a server reads it. */
public final class CheckDirectory {

    private static final Usage USAGE = new Usage("check", """
            usage: lamplighter check DIR [--strict] [--extended] [--output text|json] [--most N]

              Reads a data folder as the server would (groups/, profiles/, ignition/, generic/ …) and makes every document of every group with its
              profile. Says what is broken, missing, shadowed or surprising, by file, line and column; serves nothing and changes nothing.

              --strict       warnings count as errors
              --extended     templates may call the extended functions, as with templates.functions: extended
              --output FORM  text (default) or json
              --most N       how many findings of one kind are printed (default 20); the others are counted
              --help         prints this

              error    some machine gets nothing, or not what it should
              warning  somebody will be surprised
              note     good to know

            Exit code: 0 without errors, 1 with errors (with --strict: or warnings) or where the folder cannot be read, 2 for a mistake in the command line.
            """, Flags.none().values("output", "most").switches("strict", "extended"));

    private static final int MOST = 1_000_000;

    private CheckDirectory() {}

    /** Whether the words after {@code check} ask for this rather than for a look at the settings. */
    public static boolean isMeant(List<String> words) {
        return !words.isEmpty() && (!words.getFirst().startsWith("-") || words.stream().anyMatch(word -> word.matches("--?(strict|extended|output|most)(=.*)?")));
    }

    /** What the whole check of a folder comes to. */
    public record Counted(int groups, int profiles, long errors, long warnings) {}

    /** The same check, counted. Waits for the disk. */
    public static Counted count(Path folder, FunctionSet functions) {
        var checked = new DirectoryCheck(folder, functions, 1).run();
        return new Counted(checked.groups(), checked.profiles(), checked.report().count(Severity.ERROR), checked.report().count(Severity.WARNING));
    }

    public static int run(List<String> words, Console console) {
        return USAGE.run(words, console, arguments -> run(arguments, console));
    }

    private static int run(Arguments arguments, Console console) throws UsageException {
        if (arguments.atMost(1).words().isEmpty()) {
            throw new UsageException("which folder? Name it, such as /var/lib/matchbox");
        }
        boolean json = arguments.oneOf("output", "text", "json").equals("json");
        int most = arguments.number("most", 20, 1, MOST);
        String name = arguments.words().getFirst();
        Path folder = Path.of(name);
        if (!Files.isDirectory(folder)) {
            console.err().println("lamplighter: " + name + (Files.exists(folder) ? " is no folder" : " does not exist"));
            return Usage.FAILED;
        }
        var checked = new DirectoryCheck(folder, arguments.isOn("extended") ? FunctionSet.EXTENDED : FunctionSet.MATCHBOX, most).run();
        console.out().print(json ? ReportText.json(name, checked) : ReportText.plain(name, checked));
        boolean bad = checked.report().count(Severity.ERROR) > 0 || (arguments.isOn("strict") && checked.report().count(Severity.WARNING) > 0);
        return bad ? Usage.FAILED : Usage.DONE;
    }
}
