package dev.lamplighter.demo;

import dev.lamplighter.demo.Options.Client;
import dev.lamplighter.demo.lab.AddressPlan;
import dev.lamplighter.demo.lab.Folders;
import dev.lamplighter.demo.lab.Lab;
import dev.lamplighter.demo.lab.Leftovers;
import dev.lamplighter.demo.lab.Namespaces;
import dev.lamplighter.demo.machine.Vm;
import dev.lamplighter.demo.payload.Payload;
import dev.lamplighter.demo.process.Child;
import dev.lamplighter.demo.process.Cleanup;
import dev.lamplighter.demo.process.DemoException;
import dev.lamplighter.demo.stage.Line;
import dev.lamplighter.demo.stage.Plan;
import dev.lamplighter.demo.stage.Progress;
import dev.lamplighter.demo.stage.Sighting;
import dev.lamplighter.demo.stage.Stage;
import dev.lamplighter.demo.stage.Stages;
import dev.lamplighter.demo.walk.Walker;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** {@code lamplighter demo}: one machine boots from one appliance, in a lab that vanishes afterwards. */
public final class Demo {

    private static final Duration START = Duration.ofMinutes(1);
    private static final List<String> SMALL_JAVA = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m", "-Djava.net.preferIPv4Stack=true");

    private final Options options;
    private final PrintStream out;
    private final Cleanup cleanup;
    private String doing = "preparation";

    private Demo(Options options, PrintStream out, Cleanup cleanup) {
        this.options = options;
        this.out = out;
        this.cleanup = cleanup;
    }

    /** Runs the demo with the words after {@code demo}; 0 if the machine booted or the client walked, 1 if not, 2 for a wrong command line. */
    public static int main(List<String> words) {
        Options options;
        try {
            options = Options.of(words);
        } catch (Options.BadOption wrong) {
            System.err.println("lamplighter demo: " + wrong.getMessage() + "; `lamplighter demo --help` lists the options");
            return 2;
        }
        if (options.help()) {
            System.out.print(Options.USAGE);
            return 0;
        }
        var cleanup = new Cleanup(System.err);
        Runtime.getRuntime().addShutdownHook(new Thread(cleanup::close, "cleanup"));
        return new Demo(options, System.out, cleanup).run();
    }

    private int run() {
        Ending ending;
        try (cleanup) {
            ending = options.unprivileged() ? onLoopback() : inLab();
        } catch (CancellationException signalled) {
            return 1;
        } catch (DemoException cannot) {
            ending = new Ending(false, List.of("stopped at " + doing + ": " + cannot.getMessage(), "  check: " + cannot.remedy()));
        } catch (IOException broken) {
            ending = new Ending(false, List.of("stopped at " + doing + ": " + broken, "  check: that " + temporary() + " has room"));
        }
        ending.lines().forEach(out::println);
        return ending.good() ? 0 : 1;
    }

    private Ending inLab() throws DemoException, IOException {
        if (!Privileges.isRoot()) {
            return new Ending(false, List.of("lamplighter demo needs root, to make network namespaces: start it with sudo, or take the part that needs none: "
                    + "`lamplighter demo --unprivileged` (HTTP on loopback)"));
        }
        for (String left : new Leftovers(Leftovers::runs).remove(temporary())) {
            print(Line.before("cleaning", left + " of an earlier demo"));
        }
        var provisions = new Provisions(options, cache(), this::print, cleanup);
        Path folder = workingFolder();
        Provisions.Chosen chosen = provisions.choose(folder.resolve("stand-ins"));
        boolean walks = chosen.client() == Client.WALK;
        Site site = Site.inLab(examples(), folder, chosen.payload());
        doing = "lab";
        var lab = new Lab(new Namespaces(cleanup), ProcessHandle.current().pid());
        lab.up();
        print(Line.before("lab", "network namespaces " + lab.server() + ", " + lab.client() + ", " + lab.wire()));
        var boot = new Boot();
        Appliance appliance = appliance(boot, folder, Namespaces.inside(lab.server(), Appliance.command(launcher(), site.settings())), AddressPlan.HTTP_PORT);
        print(Line.before(Stage.APPLIANCE, "DHCP, TFTP, DNS and HTTP on " + AddressPlan.SERVER + ", one process"));
        List<String> machine;
        if (walks) {
            lab.plugForWalker();
            machine = java(Walker.overTheWire());
        } else {
            lab.plugForVirtualMachine();
            machine = Vm.in(folder, Vm.Acceleration.ofThisHost()).command();
        }
        print(Line.before("machine", chosen.describe()));
        return boot(boot, appliance, folder, Namespaces.inside(lab.client(), machine), Plan.wholeWay(), walks);
    }

    private Ending onLoopback() throws DemoException, IOException {
        Path folder = workingFolder();
        Payload payload = Payload.standIn(folder.resolve("stand-ins"));
        int port = freePort();
        Site site = Site.onLoopback(examples(), folder, payload, port);
        var boot = new Boot();
        Appliance appliance = appliance(boot, folder, Appliance.command(launcher(), site.loopbackSettings()), port);
        print(Line.before(Stage.APPLIANCE, "HTTP on 127.0.0.1:" + port + "; no DHCP, TFTP and DNS without root"));
        print(Line.before("machine", "the built-in client, " + payload.about()));
        URI script = URI.create("http://127.0.0.1:" + port + "/boot.ipxe");
        return boot(boot, appliance, folder, java(Walker.overHttp(script)), Plan.overHttp(), true);
    }

    private Appliance appliance(Boot boot, Path folder, List<String> command, int port) throws DemoException, IOException {
        doing = Stage.APPLIANCE.toString();
        Child child = Child.start(cleanup, "server", command, folder, line -> boot.saw(new Sighting.Served(line)),
                exit -> boot.saw(new Sighting.ApplianceEnded(exit)));
        var appliance = new Appliance(child);
        appliance.awaitPort(port, START);
        return appliance;
    }

    private Ending boot(Boot boot, Appliance appliance, Path folder, List<String> machine, Plan plan, boolean walks) throws IOException {
        doing = Stage.POWER_ON.toString();
        print(Line.on(Stage.POWER_ON, walks ? "the client starts to walk" : "the machine is switched on"));
        Child child = Child.start(cleanup, "console", machine, folder, line -> boot.saw(new Sighting.Said(line)), exit -> boot.saw(new Sighting.MachineEnded(exit)));
        return switch (boot.watch(new Stages(plan), options.timeout(), this::print, cleanup)) {
            case Progress.Done done -> new Ending(true, List.of((walks ? "walked in " : "booted in ") + Line.seconds(done.after())));
            case Progress.Stopped stopped -> {
                var lines = new ArrayList<>(List.of("stopped at " + stopped.stage() + ": " + stopped.why()));
                if (stopped.stage() == Stage.APPLIANCE) {
                    lines.add(appliance.lastWords());
                } else if (stopped.stage() == Stage.POWER_ON) {
                    lines.add(child.lastWords());
                }
                stopped.stage().checks().forEach(check -> lines.add("  check: " + check));
                yield new Ending(false, lines);
            }
            case Progress.Under _ -> throw new IllegalStateException("watching ended too early");
        };
    }

    /** The command that runs the built-in client in a Java of its own. */
    private static List<String> java(List<String> words) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SMALL_JAVA);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Walker.class.getName()));
        command.addAll(words);
        return command;
    }

    /** A folder that goes at the end, and carries our process id so that a later demo knows whose it was; a kept one carries none. */
    private Path workingFolder() throws IOException {
        if (options.keep()) {
            Path kept = Files.createTempDirectory(temporary(), "lamplighter-kept-");
            print(Line.before("folder", kept + " stays"));
            return kept;
        }
        Path folder = temporary().resolve(Leftovers.folder(ProcessHandle.current().pid()));
        cleanup.atEnd("the folder " + folder, () -> Folders.delete(folder));
        return cleanup.make(() -> Files.createDirectory(folder));
    }

    private void print(Line line) {
        if (!cleanup.isEnding()) {
            out.println(line);
        }
    }

    private static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static Path launcher() throws DemoException {
        return Optional.ofNullable(System.getProperty("lamplighter.launcher")).map(Path::of).filter(Files::isExecutable)
                .orElseThrow(() -> new DemoException("the launcher is not known", "start the demo by the `lamplighter` script"));
    }

    private static Path examples() throws DemoException {
        return launcher().toAbsolutePath().resolveSibling("examples").resolve("lab");
    }

    private static Path cache() {
        String home = Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).filter(text -> !text.isBlank())
                .orElse(Path.of(System.getProperty("user.home"), ".cache").toString());
        return Path.of(home, "lamplighter", "demo");
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException noLoopback) {
            throw new UncheckedIOException("no port is free on loopback", noLoopback);
        }
    }

    /** How the demo ends: the last lines, and whether they are good ones. */
    private record Ending(boolean good, List<String> lines) {
        Ending {
            lines = List.copyOf(lines);
        }
    }
}
