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
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** {@code lamplighter run}: serves until SIGTERM or SIGINT. */
final class RunCommand {

    private RunCommand() {}

    static int execute(List<String> words, Map<String, String> environment) {
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
            return serve(settings);
        } catch (SettingsException e) {
            System.err.println("lamplighter: " + e.getMessage());
            if (e.showUsage()) {
                System.err.print(Usage.text());
            }
            return e.exitCode();
        }
    }

    private static int serve(Settings settings) {
        var running = new AtomicReference<Appliance>();
        var exitCode = new AtomicInteger();
        // A JVM that a signal ends would exit with 143; an appliance that was asked to stop and did is a success.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            try {
                Optional.ofNullable(running.get()).ifPresent(Appliance::close);
            } finally {
                Runtime.getRuntime().halt(exitCode.get());
            }
        }));
        try {
            running.set(Appliance.start(settings));
        } catch (CannotStart e) {
            System.err.println("lamplighter: " + e.getMessage());
            exitCode.set(1);
            return 1;
        }
        System.out.print(running.get().startTable());
        System.out.flush();
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
