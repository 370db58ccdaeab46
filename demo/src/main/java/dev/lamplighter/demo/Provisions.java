package dev.lamplighter.demo;

import dev.lamplighter.demo.Options.Client;
import dev.lamplighter.demo.machine.Vm;
import dev.lamplighter.demo.payload.Apt;
import dev.lamplighter.demo.payload.Need;
import dev.lamplighter.demo.payload.Payload;
import dev.lamplighter.demo.process.Cleanup;
import dev.lamplighter.demo.process.DemoException;
import dev.lamplighter.demo.stage.Line;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Decides who boots, by what is here and what may be installed, and brings what is lacking. */
final class Provisions {

    private final Options options;
    private final Path cache;
    private final Consumer<Line> printer;
    private final Cleanup cleanup;
    private final Apt apt;

    Provisions(Options options, Path cache, Consumer<Line> printer, Cleanup cleanup) {
        this.options = options;
        this.cache = cache;
        this.printer = printer;
        this.cleanup = cleanup;
        this.apt = new Apt(cleanup);
    }

    /** Who boots, and what. */
    record Chosen(Client client, Payload payload) {

        String describe() {
            return (client == Client.WALK ? "the built-in client" : "QEMU, UEFI firmware (OVMF), " + Vm.Acceleration.ofThisHost()) + ", " + payload.about();
        }
    }

    /** Stand-ins, where they are enough, are made in {@code standIns}. */
    Chosen choose(Path standIns) throws DemoException {
        bring(List.of(Need.NETWORK_TOOLS));
        if (options.client() == Client.WALK) {
            return walk(standIns);
        }
        try {
            if (!System.getProperty("os.arch").equals("amd64")) {
                throw new DemoException("the kernel package is for amd64, and this machine is " + System.getProperty("os.arch"), "use `--client walk`");
            }
            bring(List.of(Need.VIRTUAL_MACHINE, Need.FIRMWARE));
            return new Chosen(Client.QEMU, payload());
        } catch (DemoException lacking) {
            if (options.client() == Client.QEMU) {
                throw lacking;
            }
            printer.accept(Line.before("no QEMU", lacking.getMessage()));
            return walk(standIns);
        }
    }

    private Chosen walk(Path standIns) throws DemoException {
        return new Chosen(Client.WALK, Payload.isCached(cache) ? Payload.cached(cache) : Payload.standIn(standIns));
    }

    private Payload payload() throws DemoException {
        if (!Payload.isCached(cache)) {
            if (!options.install()) {
                throw new DemoException("there is no kernel in " + cache + ", and --no-install forbids to fetch one", "leave --no-install out");
            }
            printer.accept(Line.before("fetching", "a kernel package and busybox-static, into " + cache));
        }
        return Payload.fetched(cache, apt, cleanup);
    }

    private void bring(List<Need> needs) throws DemoException {
        List<Need> lacking = needs.stream().filter(need -> !need.isThere()).toList();
        if (lacking.isEmpty()) {
            return;
        }
        String names = lacking.stream().map(Need::toString).collect(Collectors.joining(", "));
        if (!options.install()) {
            throw new DemoException("" + names + " missing, and --no-install forbids to install", "leave --no-install out, or install by hand");
        }
        if (!Apt.isHere()) {
            throw new DemoException("" + names + " missing, and there is no apt-get here", "install by hand what brings these");
        }
        printer.accept(Line.before("installing", lacking.stream().map(Need::packageName).collect(Collectors.joining(" ")) + " (lacking: "
                + names + ")"));
        apt.install(lacking);
    }
}
