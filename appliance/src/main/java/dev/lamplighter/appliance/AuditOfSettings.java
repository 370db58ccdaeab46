package dev.lamplighter.appliance;

import dev.lamplighter.appliance.settings.Flags;
import dev.lamplighter.appliance.settings.Merged;
import dev.lamplighter.appliance.settings.Settings;
import dev.lamplighter.appliance.settings.SettingsException;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.UsageException;
import dev.lamplighter.cli.audit.AuditPlaces;
import java.util.List;

/** Reads the settings as {@code run} would, for the command that shows the audit. */
final class AuditOfSettings implements AuditPlaces {

    @Override
    public Found find(List<String> flags, Console console) throws UsageException {
        try {
            Settings settings = Settings.of(Merged.of(Flags.read(flags), console.environment()));
            return new Found(settings.audit().path(), settings.statePath());
        } catch (SettingsException mistake) {
            throw new UsageException(mistake.getMessage());
        }
    }
}
