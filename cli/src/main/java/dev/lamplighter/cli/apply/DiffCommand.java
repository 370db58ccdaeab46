package dev.lamplighter.cli.apply;

import dev.lamplighter.cli.Command;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.Usage;
import dev.lamplighter.cli.remote.CallFailed;
import dev.lamplighter.cli.remote.RemoteFlags;
import java.util.List;

/** {@code lamplighter diff DIR}: what differs between a directory and a server. */
public final class DiffCommand implements Command {

    private static final int EQUAL = 0;
    private static final int DIFFERENT = 1;
    private static final int TROUBLE = 2;

    private static final String HELP = """
            usage: lamplighter diff DIR [FLAG…]

              Says what apply would change: + is added, ~ is changed, - is deleted, ? is only on the server. DIR has Matchbox's layout: groups, profiles,
              ignition, generic, and ours: cloud, ipxe, grub. Nothing is changed.

            """ + Comparing.HELP + """

              Exit codes, as those of diff(1): 0 equal; 1 different; 2 trouble: a broken file, a failed call, a wrong command line; 3 no server answers, or
              the certificates do not fit.
            """;

    @Override
    public String name() {
        return "diff";
    }

    @Override
    public String summary() {
        return "says what differs between a directory and a server";
    }

    @Override
    public int run(List<String> words, Console console) {
        return new Usage("diff", HELP, Comparing.FLAGS).run(words, console, arguments -> {
            var comparing = new Comparing(arguments, console);
            var directory = comparing.directory();
            if (directory.isEmpty()) {
                return TROUBLE;
            }
            try {
                return comparing.compare(directory.get(), (plan, remote, report) -> {
                    report.summary(plan);
                    return plan.equal() ? EQUAL : DIFFERENT;
                });
            } catch (CallFailed failed) {
                console.err().println("lamplighter: " + failed.getMessage());
                return failed.kind() == CallFailed.Kind.UNREACHABLE ? RemoteFlags.UNREACHABLE : TROUBLE;
            }
        });
    }
}
