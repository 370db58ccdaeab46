package dev.lamplighter.appliance;

import dev.lamplighter.appliance.doctor.Diagnosis;
import dev.lamplighter.appliance.doctor.DiagnosisText;
import dev.lamplighter.appliance.doctor.Finding;
import dev.lamplighter.appliance.settings.Flags;
import dev.lamplighter.appliance.settings.Merged;
import dev.lamplighter.appliance.settings.Settings;
import dev.lamplighter.appliance.settings.SettingsException;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.Usage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** {@code lamplighter doctor}: whether machines could boot from this host, and what keeps them from it. */
final class DoctorCommand {

    private static final String HELP = """
            usage: lamplighter doctor [--json] [FLAG OF run…]

              Reads the settings as run would and looks at this host: interfaces, permissions, ports and who holds them, firewall rules, other DHCP servers,
              clock, certificates, data folder, disks. Each finding is a line: ok, warn or bad, what it is about, what was found, and the command that mends it.
              It changes nothing. Run it as root: others may not see all of it. It may run beside the server.

              --json  prints the findings for programs
              --help  prints this; run --help lists the flags of run

            Exit code: 0 when nothing is bad, 1 when something is, 2 for a mistake in the command line.
            """;

    private final Console console;
    private final Clock clock;

    DoctorCommand(Console console, Clock clock) {
        this.console = console;
        this.clock = clock;
    }

    /** The exit code. */
    int run(List<String> words) {
        var others = new ArrayList<>(words);
        boolean json = others.removeAll(List.of("--json", "-json"));
        Flags flags;
        try {
            flags = Flags.read(others);
            if (!flags.rest().isEmpty()) {
                throw new SettingsException("doctor takes flags only, and \"" + flags.rest().getFirst() + "\" is none", Usage.MISTAKE);
            }
        } catch (SettingsException mistake) {
            console.err().println("lamplighter: " + mistake.getMessage() + " (see lamplighter doctor --help)");
            return Usage.MISTAKE;
        }
        if (flags.help()) {
            console.out().print(HELP);
            return Usage.DONE;
        }
        Diagnosis diagnosis = diagnosis(flags);
        console.out().print(json ? DiagnosisText.json(diagnosis) : DiagnosisText.plain(diagnosis));
        return diagnosis.isGood() ? Usage.DONE : Usage.FAILED;
    }

    /** Without settings nothing is known to look for. */
    private Diagnosis diagnosis(Flags flags) {
        try {
            return Diagnosis.of(new DoctorLook(Settings.of(Merged.of(flags, console.environment())), clock).facts());
        } catch (SettingsException wrong) {
            return new Diagnosis(List.of(Finding.bad("settings", wrong.getMessage()).run("lamplighter check")));
        }
    }
}
