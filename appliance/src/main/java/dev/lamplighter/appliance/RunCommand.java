package dev.lamplighter.appliance;

import dev.lamplighter.appliance.log.Logging;
import dev.lamplighter.appliance.settings.Flags;
import dev.lamplighter.appliance.settings.Given;
import dev.lamplighter.appliance.settings.Merged;
import dev.lamplighter.appliance.settings.Origin;
import dev.lamplighter.appliance.settings.Settings;
import dev.lamplighter.appliance.settings.SettingsException;
import dev.lamplighter.appliance.settings.Usage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** {@code lamplighter run}: serves until SIGTERM or SIGINT. */
final class RunCommand {

    private RunCommand() {}

    static int execute(List<String> words, Map<String, String> environment) {
        var signal = StopSignal.heeded();
        return signal.ended(execute(words, environment, signal));
    }

    private static int execute(List<String> words, Map<String, String> environment, StopSignal signal) {
        try {
            Flags flags = Flags.read(words);
            if (flags.version() || said(environment, "MATCHBOX_VERSION")) {
                System.out.println(Version.text());
                return 0;
            }
            if (flags.help() || said(environment, "MATCHBOX_HELP")) {
                System.err.print(Usage.text());
                return 0;
            }
            Settings settings = Settings.of(Merged.of(flags, environment));
            Logging.start(settings.logLevel(), settings.logJson());
            return serve(settings, signal);
        } catch (SettingsException e) {
            System.err.println("lamplighter: " + e.getMessage());
            if (e.showUsage()) {
                System.err.print(Usage.text());
            }
            return e.exitCode();
        }
    }

    private static int serve(Settings settings, StopSignal signal) {
        if (!signal.mayStart()) {
            return 0;
        }
        try {
            Appliance appliance = Appliance.start(settings);
            System.out.print(appliance.startTable());
            System.out.flush();
            signal.running(appliance);
        } catch (CannotStart e) {
            System.err.println("lamplighter: " + e.getMessage());
            return 1;
        }
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static boolean said(Map<String, String> environment, String variable) throws SettingsException {
        String text = environment.getOrDefault(variable, "");
        if (text.isEmpty()) {
            return false;
        }
        return Flags.truth(new Given(text, new Origin.Variable(variable)));
    }
}
