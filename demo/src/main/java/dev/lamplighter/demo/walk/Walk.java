package dev.lamplighter.demo.walk;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.demo.lab.AddressPlan;
import dev.lamplighter.demo.payload.Payload;
import dev.lamplighter.demo.process.Command;
import dev.lamplighter.demo.stage.Stage;
import dev.lamplighter.demo.walk.IpxeScript.Step;
import dev.lamplighter.model.Bytes;
import java.io.PrintStream;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The way of a machine, one stage after the other. Runs as a process of its own in the client's namespace ({@code wire}), or on loopback
 * ({@code http URL}), and says on its standard output what the initramfs of a real machine says on its console.
 */
public final class Walk {

    private static final int LONGEST_CHAIN = 8;

    private final Map<String, String> settings = new HashMap<>(Map.of(
            "uuid", AddressPlan.UUID_OF_MACHINE.toString(), "mac", AddressPlan.MAC.toString(), "buildarch", "x86_64", "serial", "DEMO-0001"));
    private final PrintStream out;

    private Walk(PrintStream out) {
        this.out = out;
    }

    /** The command line after the class: {@code wire}. */
    public static List<String> overTheWire() {
        return List.of("wire");
    }

    /** The command line after the class: {@code http} and the URL of the first script. */
    public static List<String> overHttp(URI script) {
        return List.of("http", script.toString());
    }

    public static void main(String[] words) {
        var walk = new Walk(System.out);
        try {
            if (words.length == 2 && words[0].equals("http")) {
                walk.scripts(new HttpWalk(new NameWalk(List.of())), URI.create(words[1]), () -> new HttpWalk(new NameWalk(List.of())));
            } else {
                walk.wire();
            }
        } catch (WalkException stopped) {
            System.out.println("MARKER fail " + stopped.stage().key() + " " + stopped.getMessage());
            System.exit(1);
        }
    }

    private void wire() throws WalkException {
        Granted firmware = lease(Persona.firmware(AddressPlan.UUID_OF_MACHINE));
        if (firmware.bootFile().isEmpty()) {
            throw new WalkException(Stage.FIRMWARE_DHCP, "the ACK names no boot file");
        }
        long bytes = new TftpWalk(firmware.server(), TftpWalk.PORT).fetch(firmware.bootFile());
        out.println("fetched " + firmware.bootFile() + ", " + bytes + " bytes");
        Granted ipxe = lease(Persona.ipxe(AddressPlan.UUID_OF_MACHINE));
        settings.put("domain", ipxe.domain());
        settings.put("ip", ipxe.address().toString());
        settings.put("next-server", ipxe.server().toString());
        scripts(new HttpWalk(new NameWalk(ipxe.dns())), uri(Stage.IPXE_DHCP, ipxe.bootFile()),
                () -> new HttpWalk(new NameWalk(lease(Persona.operatingSystem()).dns())));
    }

    /** From the first script to the kernel and the initramfs, then as the operating system to {@code /ignition}. */
    private void scripts(HttpWalk ipxe, URI first, OperatingSystem starts) throws WalkException {
        URI at = first;
        Stage stage = Stage.BOOT_SCRIPT;
        List<String> arguments = List.of();
        for (int followed = 0; followed < LONGEST_CHAIN; followed++) {
            URI next = at;
            for (Step step : IpxeScript.of(ipxe.text(stage, at).text(), settings).steps()) {
                switch (step) {
                    case Step.Chain chain -> next = relative(stage, at, chain.url());
                    case Step.Kernel kernel -> {
                        out.println("kernel: " + ipxe.drain(Stage.KERNEL, relative(Stage.KERNEL, at, kernel.url())) + " bytes");
                        arguments = kernel.arguments();
                    }
                    case Step.Initrd initrd ->
                        out.println("initrd: " + ipxe.drain(Stage.INITRD, relative(Stage.INITRD, at, initrd.url())) + " bytes");
                    case Step.Boot _ -> {
                        ignition(starts.http(), IpxeScript.argument(arguments, "ignition.config.url"));
                        return;
                    }
                    case Step.Unknown unknown -> throw new WalkException(stage, "the walk does not know this iPXE command: " + unknown.line());
                }
            }
            if (next.equals(at)) {
                throw new WalkException(stage, at + " neither boots nor leads on");
            }
            at = next;
            stage = Stage.MACHINE_SCRIPT;
        }
        throw new WalkException(stage, "more than " + LONGEST_CHAIN + " scripts lead from one to the next");
    }

    private void ignition(HttpWalk http, String url) throws WalkException {
        if (url.isEmpty()) {
            throw new WalkException(Stage.IGNITION, "the kernel arguments name no ignition.config.url");
        }
        Bytes config = http.text(Stage.IGNITION, uri(Stage.IGNITION, url));
        out.println("MARKER ignition-ok bytes=" + config.length() + " sha256=" + Payload.sha256(config) + " url=" + url);
    }

    /** Forgets its address, asks as {@code who}, and takes the address it is given. */
    private Granted lease(Persona who) throws WalkException {
        ip(who, "addr", "flush", "dev", AddressPlan.INTERFACE);
        ip(who, "route", "replace", "255.255.255.255/32", "dev", AddressPlan.INTERFACE);
        Granted granted;
        try (var dhcp = new DhcpWalk(AddressPlan.MAC)) {
            granted = dhcp.lease(who);
        } catch (SocketException taken) {
            throw new WalkException(who.stage(), "cannot listen on port 68: " + taken.getMessage(), taken);
        }
        ip(who, "addr", "add", granted.address() + "/" + AddressPlan.PREFIX, "dev", AddressPlan.INTERFACE);
        return granted;
    }

    private static void ip(Persona who, String what, String verb, String... rest) throws WalkException {
        var words = new ArrayList<>(List.of("ip", what, verb));
        words.addAll(List.of(rest));
        var ran = Command.of(words.toArray(String[]::new)).run();
        if (!ran.worked()) {
            throw new WalkException(who.stage(), "`" + String.join(" ", words) + "` failed: " + ran.lastLine());
        }
    }

    private static URI relative(Stage stage, URI base, String reference) throws WalkException {
        return base.resolve(uri(stage, reference));
    }

    private static URI uri(Stage stage, String text) throws WalkException {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw new WalkException(stage, "not a URL: " + text, malformed);
        }
    }

    /** What the operating system fetches with, once it has an address of its own. */
    private interface OperatingSystem {
        HttpWalk http() throws WalkException;
    }
}
