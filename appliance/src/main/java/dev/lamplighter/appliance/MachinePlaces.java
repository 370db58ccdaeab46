package dev.lamplighter.appliance;

import dev.lamplighter.appliance.settings.Flags;
import dev.lamplighter.appliance.settings.Merged;
import dev.lamplighter.appliance.settings.Settings;
import dev.lamplighter.appliance.settings.SettingsException;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.UsageException;
import dev.lamplighter.cli.machines.Places;
import java.util.List;

/** Reads the settings as {@code run} would, for the commands that work on what the server keeps. */
final class MachinePlaces implements Places {

    @Override
    public Found find(List<String> flags, Console console) throws UsageException {
        try {
            Settings settings = Settings.of(Merged.of(Flags.read(flags), console.environment()));
            return new Found(settings.storePath(), settings.statePath(), Segments.reserved(settings.segments()));
        } catch (SettingsException mistake) {
            throw new UsageException(mistake.getMessage());
        }
    }
}
