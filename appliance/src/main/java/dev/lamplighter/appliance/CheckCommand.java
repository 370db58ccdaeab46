package dev.lamplighter.appliance;

import dev.lamplighter.appliance.settings.Flags;
import dev.lamplighter.appliance.settings.Given;
import dev.lamplighter.appliance.settings.Key;
import dev.lamplighter.appliance.settings.Keys;
import dev.lamplighter.appliance.settings.Merged;
import dev.lamplighter.appliance.settings.Settings;
import dev.lamplighter.appliance.settings.SettingsException;
import dev.lamplighter.appliance.settings.TreeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code lamplighter check [--effective] [FLAGS OF run]}: reads the settings as {@code run} would, and serves nothing. */
final class CheckCommand {

    private CheckCommand() {}

    static int execute(List<String> words, Map<String, String> environment) {
        var flags = new ArrayList<>(words);
        boolean effective = flags.removeAll(List.of("--effective", "-effective"));
        try {
            Merged merged = Merged.of(Flags.read(flags), environment);
            if (effective) {
                print(merged);
            }
            Settings.of(merged);
            if (!effective) {
                System.out.println("The settings are in order" + merged.file().map(file -> " (" + file + ").").orElse(" (no file)."));
            }
            return 0;
        } catch (SettingsException e) {
            System.err.println("lamplighter: " + e.getMessage());
            return e.exitCode();
        }
    }

    private static void print(Merged merged) {
        for (Key key : Keys.ALL) {
            String value;
            String from;
            if (key.isFlat()) {
                Given given = merged.get(key);
                value = given.text().isEmpty() ? "\"\"" : given.text();
                from = given.origin().where();
            } else {
                value = merged.tree(key).map(TreeText::of).orElse("none");
                from = merged.tree(key).map(tree -> tree.origin().where()).orElse("default");
            }
            System.out.printf("%-20s %-44s %s%n", key.path(), value, from);
        }
    }
}
