package dev.lamplighter.cli.apply;

import dev.lamplighter.cli.Command;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.Usage;
import dev.lamplighter.cli.remote.CallFailed;
import dev.lamplighter.cli.remote.Remote;
import java.util.List;

/** {@code lamplighter apply DIR}: makes a server equal to a directory. */
public final class ApplyCommand implements Command {

    /** Calls under way at the same time. */
    private static final int AT_ONCE = 16;

    private static final String HELP = """
            usage: lamplighter apply DIR [FLAG…]

              Makes a server equal to a directory of Matchbox's layout: groups, profiles, ignition, generic, and ours: cloud, ipxe, grub. Nothing is sent when a
              file is broken. What differs is told first (+ added, ~ changed, - deleted, ? only on the server), then templates are put before the profiles that
              name them, and profiles before groups; what is deleted goes the other way round. A second run changes nothing.

              --dry-run                 say what differs, change nothing
            """ + Comparing.HELP + """

              Exit codes: 0 equal now; 1 a file is broken or a call failed (what was done and what was not is told); 2 the command line is wrong; 3 no server
              answers, or the certificates do not fit.
            """;

    @Override
    public String name() {
        return "apply";
    }

    @Override
    public String summary() {
        return "makes a server equal to a directory";
    }

    @Override
    public int run(List<String> words, Console console) {
        return new Usage("apply", HELP, Comparing.FLAGS.switches("dry-run")).run(words, console, arguments -> {
            var comparing = new Comparing(arguments, console);
            var directory = comparing.directory();
            if (directory.isEmpty()) {
                return Usage.FAILED;
            }
            try {
                return comparing.compare(directory.get(), (plan, remote, report) -> {
                    report.summary(plan);
                    return arguments.isOn("dry-run") || plan.steps().isEmpty() ? Usage.DONE : apply(plan.steps(), remote, console);
                });
            } catch (CallFailed failed) {
                console.err().println("lamplighter: " + failed.getMessage());
                return failed.exitCode();
            }
        });
    }

    private static int apply(List<Step> steps, Remote remote, Console console) {
        var result = Making.all(steps, AT_ONCE, step -> apply(step, remote));
        if (result.failures().isEmpty()) {
            console.out().println(steps.size() + (steps.size() == 1 ? " change" : " changes") + " made at " + remote.endpoint() + ".");
            return Usage.DONE;
        }
        result.failures().forEach(failed -> console.err().println("lamplighter: " + failed.getMessage()));
        console.err().println("lamplighter: " + (steps.size() - result.notMade().size()) + " of " + steps.size() + " changes were made; not made:");
        result.notMade().forEach(left -> console.err().println("  " + verb(left) + " " + left.item()));
        console.err().println("lamplighter: apply again when this is mended; what is made stays made");
        return Usage.FAILED;
    }

    private static void apply(Step step, Remote remote) throws CallFailed {
        switch (step) {
            case Step.Add add -> add.wanted().put().to(remote);
            case Step.Replace replace -> replace.wanted().put().to(remote);
            case Step.Remove remove -> remote.delete(remove.item());
        }
    }

    private static String verb(Step step) {
        return switch (step) {
            case Step.Add _ -> "add";
            case Step.Replace _ -> "change";
            case Step.Remove _ -> "delete";
        };
    }
}
