package dev.lamplighter.appliance;

import dev.lamplighter.appliance.settings.Flags;
import dev.lamplighter.appliance.settings.Given;
import dev.lamplighter.appliance.settings.Key;
import dev.lamplighter.appliance.settings.Keys;
import dev.lamplighter.appliance.settings.Merged;
import dev.lamplighter.appliance.settings.Settings;
import dev.lamplighter.appliance.settings.SettingsException;
import dev.lamplighter.appliance.settings.TreeText;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.inspect.CheckDirectory;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code lamplighter check [--effective] [FLAGS OF run]}: reads the settings as {@code run} would, and serves nothing. {@code check DIR} is
 * {@link CheckDirectory}.
 */
final class CheckCommand {

    private static final String USAGE = """
            usage: lamplighter check [--effective] [FLAG OF run…]
                   lamplighter check DIR [--strict] [--output text|json]

              Reads the settings as run would, says what is wrong with them, and serves nothing.
              With a folder in front: reads that folder of groups, profiles and templates instead (check DIR --help).

              --effective  prints every setting with where it came from
              --version    prints the version
              --help       prints this; run --help lists the flags of run

            Exit code: 0 for good settings, 2 for a mistake in them, 1 for a folder or file that is missing or cannot be read
            (and for bad values of Matchbox's flags, as Matchbox does).
            """;

    private final PrintStream out;
    private final PrintStream err;

    CheckCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    static int execute(List<String> words, Map<String, String> environment) {
        if (CheckDirectory.isMeant(words)) {
            return CheckDirectory.run(words, Console.ofProcess());
        }
        return new CheckCommand(System.out, System.err).check(words, environment);
    }

    /** The exit code. */
    int check(List<String> words, Map<String, String> environment) {
        var others = new ArrayList<>(words);
        boolean effective = others.removeAll(List.of("--effective", "-effective"));
        try {
            Flags flags = Flags.read(others);
            if (flags.help()) {
                out.print(USAGE);
                return 0;
            }
            if (flags.version()) {
                out.println(Version.text());
                return 0;
            }
            if (!flags.rest().isEmpty()) {
                throw new SettingsException("check takes flags only, and \"" + flags.rest().getFirst()
                        + "\" is none: take it away, or write --config in front of a file", 2);
            }
            Merged merged = Merged.of(flags, environment);
            if (effective) {
                print(merged);
            }
            Settings.of(merged);
            if (!effective) {
                out.println("The settings are in order" + merged.file().map(file -> " (" + file + ").").orElse(" (no file)."));
            }
            return 0;
        } catch (SettingsException e) {
            err.println("lamplighter: " + e.getMessage());
            return e.exitCode();
        }
    }

    private void print(Merged merged) {
        row("config", merged.file().map(Object::toString).orElse("none"), merged.fileFrom().where());
        for (Key key : Keys.ALL) {
            if (key.isFlat()) {
                Given given = merged.get(key);
                row(key.path(), given.text().isEmpty() ? "\"\"" : given.text(), given.origin().where());
            } else {
                row(key.path(), merged.tree(key).map(TreeText::of).orElse("none"), merged.tree(key).map(tree -> tree.origin().where()).orElse("default"));
            }
        }
    }

    private void row(String setting, String value, String from) {
        out.printf("%-20s %-44s %s%n", setting, value, from);
    }
}
