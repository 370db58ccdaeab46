package dev.lamplighter.cli.probe;

import dev.lamplighter.cli.Arguments;
import dev.lamplighter.cli.Command;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.Flags;
import dev.lamplighter.cli.Timeout;
import dev.lamplighter.cli.Usage;
import dev.lamplighter.cli.UsageException;
import dev.lamplighter.cli.remote.Printable;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.walk.Firmware;
import dev.lamplighter.walk.Persona;
import dev.lamplighter.walk.Walk;
import dev.lamplighter.walk.WalkLimits;
import dev.lamplighter.walk.WalkReport;
import dev.lamplighter.walk.wire.CannotWalk;
import dev.lamplighter.walk.wire.Link;
import dev.lamplighter.walk.wire.LinkSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@code lamplighter probe}: goes the way of a booting machine over a real network, against whoever answers. */
public final class ProbeCommand implements Command {

    static final int NOT_PERMITTED = 3;

    private static final String SOCKET = "/run/lamplighter/admin.sock";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ETHERNET = 6;

    private static final String HELP = """
            usage: lamplighter probe --interface NAME --arch bios|uefi-x64|uefi-arm64|http|ipxe [FLAG…]

              Asks as a booting machine does, over the network that the interface is on, and says of each stage who answered what: DHCP with its proxies and boot
              servers, boot file, iPXE's scripts, kernel, initrd, configs. Any servers may answer, Lamplighter or others. No machine boots, and the leased addresses
              go back. Run it as root.

              --interface NAME  the interface (also -i)
              --arch WHAT       what the machine starts with; http is HTTP Boot of UEFI on x64
              --mac ADDRESS     its hardware address (default: a made-up one, always the same on this host)
              --uuid UUID       its SMBIOS UUID (default: made up of the hardware address)
              --via ADDRESS     asks as this relay agent: an address of this host that the server reaches
              --server ADDRESS  with --via: the server that the relay asks (default: everybody on the interface's network)
              --take-address    puts the leased address on the interface while it is leased, and fetches files from it
                                (default: fetches from the interface's own address)
              --timeout TIME    how long an answer to a DHCP question may take (default: 10s)
              --texts           prints scripts and configs too
              --json            for programs: everything, in one line
              --socket PATH     the control socket of the appliance to compare with (default: LAMPLIGHTER_ADMIN_SOCKET, else /run/lamplighter/admin.sock)

            exit codes: 0 such a machine boots, 1 it stops at a stage, 2 a mistake in the command, 3 this process may not
            """;

    @Override
    public String name() {
        return "probe";
    }

    @Override
    public String summary() {
        return "goes the way of a booting machine over a real network, and says who answers what";
    }

    @Override
    public int run(List<String> words, Console console) {
        var flags = Flags.none().values("interface", "arch", "mac", "uuid", "via", "server", "timeout", "socket").switches("take-address", "texts", "json").shorter("i", "interface");
        return new Usage("probe", HELP, flags).run(words, console, arguments -> probe(arguments.atMost(0), console));
    }

    private static int probe(Arguments arguments, Console console) throws UsageException {
        String on = arguments.value("interface").orElseThrow(() -> new UsageException("--interface NAME is missing: on which network shall it ask?"));
        Persona who = persona(arguments, on);
        var server = address(arguments, "server");
        if (server.isPresent() && who.relay().isEmpty()) {
            throw new UsageException("--server goes with --via: without a relay everybody on the network is asked");
        }
        var settings = LinkSettings.on(on).withPatience(Timeout.of(arguments, console.environment(), PATIENCE)).takingAddress(arguments.isOn("take-address")).relayingTo(server);
        var socket = Path.of(arguments.value("socket").orElseGet(() -> console.environment().getOrDefault("LAMPLIGHTER_ADMIN_SOCKET", SOCKET)));
        try (Link link = Link.open(settings, who.relay())) {
            // Before the walk: an intent to boot once from somewhere would be used up by it.
            Expected expected = Expected.of(who, on, socket);
            var hurried = new Thread(link::close);
            Runtime.getRuntime().addShutdownHook(hurried);
            WalkReport report = Walk.of(who, link, WalkLimits.DEFAULT);
            Runtime.getRuntime().removeShutdownHook(hurried);
            console.out().print(arguments.isOn("json") ? ProbeJson.of(report, expected) + "\n" : report.toText(arguments.isOn("texts")) + compared(report, expected));
            console.out().flush();
            return report.boots() ? Usage.DONE : Usage.FAILED;
        } catch (CannotWalk cannot) {
            console.err().println("lamplighter: " + cannot.getMessage());
            return switch (cannot.why()) {
                case NO_INTERFACE -> Usage.MISTAKE;
                case NO_PERMISSION -> NOT_PERMITTED;
            };
        }
    }

    static Persona persona(Arguments arguments, String on) throws UsageException {
        String arch = arguments.value("arch").orElseThrow(() -> new UsageException("--arch is missing: " + String.join(", ", Firmware.keys())));
        Firmware firmware = Firmware.named(arch).orElseThrow(() -> new UsageException("--arch is one of " + String.join(", ", Firmware.keys()) + ", not \"" + arch + "\""));
        Optional<String> given = arguments.value("mac");
        Mac mac = given.isEmpty() ? MadeUp.mac(on)
                : Mac.parse(given.get()).filter(ethernet -> ethernet.octets().length() == ETHERNET)
                        .orElseThrow(() -> new UsageException("--mac is a hardware address such as 52:54:00:a1:9c:ae, not \"" + given.get() + "\""));
        return new Persona(mac, uuid(arguments, mac), firmware, address(arguments, "via"));
    }

    private static UUID uuid(Arguments arguments, Mac mac) throws UsageException {
        Optional<String> given = arguments.value("uuid");
        if (given.isEmpty()) {
            return MadeUp.uuid(mac);
        }
        if (!given.get().matches("[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")) {
            throw new UsageException("--uuid is a UUID such as 16e7d8a7-bfa9-428b-9117-363341bb330b, not \"" + given.get() + "\"");
        }
        return UUID.fromString(given.get());
    }

    private static Optional<Ip4> address(Arguments arguments, String flag) throws UsageException {
        Optional<String> given = arguments.value(flag);
        if (given.isPresent() && Ip4.parse(given.get()).filter(address -> !address.isNone()).isEmpty()) {
            throw new UsageException("--" + flag + " is an IPv4 address, not \"" + given.get() + "\"");
        }
        return given.flatMap(Ip4::parse);
    }

    private static String compared(WalkReport report, Expected expected) {
        return switch (expected) {
            case Expected.Unknown(String why) -> "nothing to compare with: " + Printable.of(why) + "\n";
            case Expected.Told(WalkReport walk) -> {
                List<String> differences = report.differences(walk, "the wire", "explain");
                yield differences.isEmpty() ? "the appliance of this host would answer the same\n"
                        : "the appliance of this host would answer otherwise:\n" + differences.stream().map(line -> "  ≠ " + Printable.of(line) + "\n").reduce("", String::concat);
            }
        };
    }
}
