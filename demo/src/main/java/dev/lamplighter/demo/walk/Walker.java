package dev.lamplighter.demo.walk;

import dev.lamplighter.demo.lab.AddressPlan;
import dev.lamplighter.demo.payload.Payload;
import dev.lamplighter.demo.stage.Stage;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.walk.DhcpTarget;
import dev.lamplighter.walk.Fact;
import dev.lamplighter.walk.Fetched;
import dev.lamplighter.walk.Firmware;
import dev.lamplighter.walk.Heard;
import dev.lamplighter.walk.Persona;
import dev.lamplighter.walk.StageReport;
import dev.lamplighter.walk.Walk;
import dev.lamplighter.walk.WalkException;
import dev.lamplighter.walk.WalkLimits;
import dev.lamplighter.walk.WalkReport;
import dev.lamplighter.walk.Wire;
import dev.lamplighter.walk.wire.CannotWalk;
import dev.lamplighter.walk.wire.Link;
import dev.lamplighter.walk.wire.LinkSettings;
import dev.lamplighter.walk.wire.Reading;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The demo's machine without a machine. Runs as a process of its own in the client's namespace ({@code wire}), or on loopback ({@code http URL}), and says on its
 * standard output what the initramfs of a real machine says on its console.
 */
public final class Walker {

    private static final Persona MACHINE = Persona.of(Firmware.UEFI_X64, AddressPlan.MAC, AddressPlan.UUID_OF_MACHINE);
    private static final WalkLimits LIMITS = WalkLimits.DEFAULT.withWholePrograms();

    private Walker() {}

    /** The command line after the class: {@code wire}. */
    public static List<String> overTheWire() {
        return List.of("wire");
    }

    /** The command line after the class: {@code http} and the URL of the first script. */
    public static List<String> overHttp(URI script) {
        return List.of("http", script.toString());
    }

    public static void main(String[] words) {
        int code = 1;
        if (words.length == 2 && words[0].equals("http")) {
            code = tell(Walk.from(URI.create(words[1]), MACHINE, new Loopback(), LIMITS), System.out);
        } else {
            try (Link link = Link.open(LinkSettings.on(AddressPlan.INTERFACE).takingAddress(true), Optional.empty())) {
                code = tell(Walk.of(MACHINE, link, LIMITS), System.out);
            } catch (CannotWalk cannot) {
                System.out.println("MARKER fail " + Stage.FIRMWARE_DHCP.key() + " " + cannot.getMessage());
            }
        }
        System.exit(code);
    }

    /** The exit code. */
    static int tell(WalkReport report, PrintStream out) {
        out.print(report.toText(false));
        Optional<StageReport> config = report.stages().stream().filter(stage -> stage.stage() == dev.lamplighter.walk.Stage.CONFIG).findFirst();
        Optional<String> text = config.filter(stage -> stage.trouble().isEmpty()).flatMap(stage -> stage.fact(Fact.TEXT));
        if (report.boots() && text.isPresent()) {
            Bytes octets = Bytes.utf8(text.get());
            out.println("MARKER ignition-ok bytes=" + octets.length() + " sha256=" + Payload.sha256(octets) + " url=" + config.get().fact(Fact.URL).orElse(""));
            return 0;
        }
        Optional<StageReport> stopped = report.stages().stream().filter(stage -> stage.trouble().isPresent()).findFirst();
        out.println("MARKER fail " + stopped.map(stage -> inDemo(stage.stage(), report)).orElse(Stage.IGNITION).key() + " "
                + stopped.flatMap(StageReport::trouble).orElse("the kernel arguments name no ignition.config.url"));
        return 1;
    }

    private static Stage inDemo(dev.lamplighter.walk.Stage stage, WalkReport report) {
        return switch (stage) {
            case FIRMWARE_DHCP, FIRMWARE_BOOT_SERVER -> Stage.FIRMWARE_DHCP;
            case BOOT_FILE -> Stage.BOOT_FILE;
            case IPXE_DHCP, IPXE_BOOT_SERVER -> Stage.IPXE_DHCP;
            case SCRIPT, LOADER -> report.stages().stream().filter(each -> each.stage() == stage).count() > 1 ? Stage.MACHINE_SCRIPT : Stage.BOOT_SCRIPT;
            case KERNEL -> Stage.KERNEL;
            case INITRD -> Stage.INITRD;
            case SYSTEM_DHCP -> Stage.OS_DHCP;
            case CONFIG, RELEASE -> Stage.IGNITION;
        };
    }

    /** HTTP alone. */
    private static final class Loopback implements Wire {

        private final Reading reading = new Reading(Ip4.NONE, List.of());

        @Override
        public List<Heard> dhcp(DhcpPacket asked, DhcpTarget target) {
            return List.of();
        }

        @Override
        public Fetched fetch(URI what, long most) throws WalkException {
            return reading.fetch(what, most);
        }
    }
}
