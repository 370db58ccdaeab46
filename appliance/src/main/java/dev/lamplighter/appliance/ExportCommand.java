package dev.lamplighter.appliance;

import dev.lamplighter.appliance.settings.Flags;
import dev.lamplighter.appliance.settings.Merged;
import dev.lamplighter.appliance.settings.Settings;
import dev.lamplighter.appliance.settings.SettingsException;
import dev.lamplighter.boot.policy.Answering;
import dev.lamplighter.boot.policy.BootSettings;
import dev.lamplighter.boot.policy.DefaultBootPolicy;
import dev.lamplighter.boot.policy.OnSegment;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.Usage;
import dev.lamplighter.cli.UsageException;
import dev.lamplighter.cli.convert.export.BootTable;
import dev.lamplighter.cli.convert.export.OtherServer;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.Segment.DhcpMode;
import dev.lamplighter.net.Interfaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code lamplighter export isc|kea|dnsmasq}: what another DHCP server must be told, as our own settings and policy say it. */
final class ExportCommand {

    private static final String HELP = """
            usage: lamplighter export isc|kea|dnsmasq [--segment NAME] [--proxy] [FLAG OF run…]

              For dhcp: existing-dhcp, where another server leases the addresses. Reads the settings as run would, and prints what to put into that server's
              configuration: which boot file, from where, for each kind of firmware, and the script for iPXE. docs/existing-dhcp.md goes through it.

              --segment NAME  the interface whose clients are meant, where the settings have several
              --proxy         for a dnsmasq that is itself a proxy (dhcp-range=…,proxy)
              --help          prints this; run --help lists the flags of run

            Exit code: 0 when it was printed, 1 when the settings cannot be used here, 2 for a mistake in them or in the command line.
            """;

    private final Console console;

    ExportCommand(Console console) {
        this.console = console;
    }

    /** The exit code. */
    int run(List<String> words) {
        try {
            return export(new ArrayList<>(words));
        } catch (UsageException mistake) {
            console.err().println("lamplighter: " + mistake.getMessage() + " (see lamplighter export --help)");
            return Usage.MISTAKE;
        } catch (SettingsException e) {
            console.err().println("lamplighter: " + e.getMessage());
            return e.exitCode();
        } catch (CannotStart e) {
            console.err().println("lamplighter: " + e.getMessage());
            return Usage.FAILED;
        }
    }

    private int export(List<String> words) throws UsageException, SettingsException, CannotStart {
        if (words.stream().anyMatch(List.of("--help", "-help", "-h")::contains)) {
            console.out().print(HELP);
            return Usage.DONE;
        }
        if (words.isEmpty()) {
            throw new UsageException("which server? isc, kea or dnsmasq");
        }
        String word = words.removeFirst();
        OtherServer server = OtherServer.named(word).orElseThrow(() -> new UsageException("\"" + word + "\" is none of isc, kea, dnsmasq"));
        boolean proxy = words.removeAll(List.of("--proxy", "-proxy"));
        if (proxy && server != OtherServer.DNSMASQ) {
            throw new UsageException("--proxy is for dnsmasq");
        }
        Optional<String> chosen = segment(words);
        Flags flags = Flags.read(words);
        if (!flags.rest().isEmpty()) {
            throw new UsageException("\"" + flags.rest().getFirst() + "\" is one word too many");
        }
        Settings settings = Settings.of(Merged.of(flags, console.environment()));
        List<Segment> segments = new Segments(Interfaces::addresses, mode -> Booting.servesDns(settings, mode)).resolve(settings.segments());
        Segment segment = only(segments, chosen);
        BootSettings boot = everybody(Booting.settings(settings, segments));
        console.out().print(server.configuration(BootTable.of(new DefaultBootPolicy(boot), segment, boot.files().keySet()), proxy));
        if (segment.dhcp() != DhcpMode.EXISTING) {
            console.err().println("lamplighter: dhcp is " + segment.dhcp().key() + " on " + segment.interfaceName() + ", so machines would be told by both: set dhcp: existing-dhcp there");
        }
        return Usage.DONE;
    }

    /** Takes {@code --segment NAME} out of {@code words}. */
    private static Optional<String> segment(List<String> words) throws UsageException {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i).replaceFirst("^--", "-");
            if (word.startsWith("-segment=")) {
                return Optional.of(words.remove(i).replaceFirst("^[^=]*=", ""));
            }
            if (word.equals("-segment")) {
                words.remove(i);
                if (i == words.size()) {
                    throw new UsageException("--segment needs a value after it");
                }
                return Optional.of(words.remove(i));
            }
        }
        return Optional.empty();
    }

    private static Segment only(List<Segment> segments, Optional<String> chosen) throws UsageException {
        String names = segments.stream().map(Segment::interfaceName).collect(Collectors.joining(", "));
        if (segments.isEmpty()) {
            throw new UsageException("the settings serve no interface: name one, as in --interface eth1 --dhcp-mode existing-dhcp");
        }
        if (chosen.isPresent()) {
            return segments.stream().filter(segment -> segment.interfaceName().equals(chosen.get())).findFirst()
                    .orElseThrow(() -> new UsageException("the settings have no segment " + chosen.get() + "; they have " + names));
        }
        if (segments.size() > 1) {
            throw new UsageException("which segment? Name one with --segment: " + names);
        }
        return segments.getFirst();
    }

    /** Another server knows no groups: it tells everybody who asks. */
    private static BootSettings everybody(BootSettings boot) {
        return new BootSettings(boot.name(), boot.nameServed(), boot.url(), boot.httpPort(), boot.files(), boot.segments().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> new OnSegment(Answering.ALL, each.getValue().secure()))));
    }
}
