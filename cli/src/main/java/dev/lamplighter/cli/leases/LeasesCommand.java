package dev.lamplighter.cli.leases;

import dev.lamplighter.cli.Arguments;
import dev.lamplighter.cli.Command;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.Flags;
import dev.lamplighter.cli.Usage;
import dev.lamplighter.cli.UsageException;
import dev.lamplighter.cli.remote.Output;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.lease.Lease;
import dev.lamplighter.store.lease.LeaseSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@code lamplighter leases}: lists, releases, exports and imports the leases of this host's server, whether it runs or not. */
public final class LeasesCommand implements Command {

    private static final String HELP = """
            usage: lamplighter leases [list] [--all] [--output table|json|yaml]
                   lamplighter leases release ADDRESS|MAC…
                   lamplighter leases export [--all] [--output json|csv|dnsmasq]
                   lamplighter leases import dnsmasq|isc|kea FILE

              list     the leases that run, and addresses that are kept back; with --all also those that are over
              release  ends a lease at once, so that its address may be given to another; its client does not know, and may ask for it again
              export   the same as list, for programs; dnsmasq: in the form of dnsmasq.leases
              import   brings in the leases of dnsmasq (dnsmasq.leases), ISC dhcpd (dhcpd.leases) or Kea (kea-leases4.csv, with what kea-lfc left
                       beside it). May be done again: what is there already stays, and a lease of our own that is newer counts. What could not be taken
                       is named by line.

              All of them work on a server that runs as well as on one that does not: a running one does it itself, at once.

              --config FILE, --state-path DIR  where the server's settings and state are, as for run
              --help                           prints this

            Exit code: 0 when it was done, 1 when not (import: when a lease could not be taken), 2 for a mistake in the command line.
            """;
    private static final List<String> PLACES = List.of("config", "state-path");
    private static final Flags FLAGS = Flags.none().values("config", "state-path", "output").switches("all").shorter("o", "output");
    private static final Comparator<Lease> BY_ADDRESS = Comparator.comparing((Lease lease) -> lease.segment().name()).thenComparing(Lease::address);

    private final LeasePlaces places;
    private final Clock clock;

    public LeasesCommand(LeasePlaces places) {
        this(places, Clock.systemUTC());
    }

    LeasesCommand(LeasePlaces places, Clock clock) {
        this.places = places;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "leases";
    }

    @Override
    public String summary() {
        return "lists, releases, exports and imports leases";
    }

    @Override
    public int run(List<String> words, Console console) {
        return new Usage("leases", HELP, FLAGS).run(words, console, arguments -> {
            try {
                return run(arguments, console);
            } catch (StoreException failed) {
                console.err().println("lamplighter: " + failed.getMessage());
                return Usage.FAILED;
            }
        });
    }

    private int run(Arguments arguments, Console console) throws UsageException, StoreException {
        List<String> words = arguments.words();
        String deed = words.isEmpty() ? "list" : words.getFirst();
        return switch (deed) {
            case "list" -> {
                Output output = Output.of(arguments.atMost(1));
                LeaseText.print(leases(arguments, console), output, clock.instant(), console.out());
                yield Usage.DONE;
            }
            case "export" -> export(arguments.atMost(1), console);
            case "release" -> release(arguments, console);
            case "import" -> bring(arguments.atMost(3), console);
            default -> throw new UsageException("leases cannot " + deed + ": list, release, export or import");
        };
    }

    private LeasePlaces.Found found(Arguments arguments, Console console) throws UsageException {
        var flags = new ArrayList<String>();
        for (String flag : PLACES) {
            arguments.value(flag).ifPresent(value -> flags.addAll(List.of("--" + flag, value)));
        }
        return places.find(flags, console);
    }

    private List<Lease> leases(Arguments arguments, Console console) throws UsageException, StoreException {
        Instant now = clock.instant();
        Path database = found(arguments, console).database();
        if (Files.notExists(database)) {
            console.err().println("lamplighter: there is no " + database + ", so no lease is known: no server has leased an address there yet, or its state is elsewhere"
                    + " (--config FILE, --state-path DIR)");
        }
        return LeaseSnapshot.read(database).stream().filter(lease -> arguments.isOn("all") || !lease.isOver(now)).sorted(BY_ADDRESS).toList();
    }

    private int export(Arguments arguments, Console console) throws UsageException, StoreException {
        String form = arguments.oneOf("output", "json", "csv", "dnsmasq");
        List<Lease> leases = leases(arguments, console);
        switch (form) {
            case "csv" -> LeaseText.csv(leases, console.out());
            case "dnsmasq" -> leases.stream().filter(lease -> lease.state() == Lease.State.BOUND).map(DnsmasqLeases::line).forEach(line -> console.out().print(line + "\n"));
            default -> LeaseText.print(leases, Output.JSON, clock.instant(), console.out());
        }
        return Usage.DONE;
    }

    private int release(Arguments arguments, Console console) throws UsageException, StoreException {
        List<String> named = arguments.words().subList(1, arguments.words().size());
        if (named.isEmpty()) {
            throw new UsageException("which lease? Name its address or its hardware address");
        }
        for (String name : named) {
            if (Ip4.parse(name).isEmpty() && Mac.parse(name).isEmpty()) {
                throw new UsageException("\"" + name + "\" is neither an address nor a hardware address");
            }
        }
        List<Lease> running = leases(arguments, console);
        int code = Usage.DONE;
        try (var desk = Desks.open(found(arguments, console).database(), clock, console.environment())) {
            for (String name : named) {
                List<Lease> meant = running.stream().filter(lease -> isMeant(lease, name)).toList();
                if (meant.isEmpty()) {
                    console.err().println("lamplighter: no lease of " + name + " runs");
                    code = Usage.FAILED;
                }
                for (Lease lease : meant) {
                    boolean done = lease.state() == Lease.State.BOUND && desk.release(lease);
                    String who = lease.address() + " of " + lease.mac() + " on " + lease.segment();
                    if (done) {
                        console.out().println(who + " is released");
                    } else {
                        console.err().println("lamplighter: " + who + (lease.state() == Lease.State.BOUND ? " has changed meanwhile: look again"
                                : " is kept back until " + lease.expires() + ", as another station uses it"));
                        code = Usage.FAILED;
                    }
                }
            }
        }
        return code;
    }

    private static boolean isMeant(Lease lease, String name) {
        return Ip4.parse(name).filter(lease.address()::equals).isPresent() || Mac.parse(name).filter(lease.mac()::equals).isPresent();
    }

    private int bring(Arguments arguments, Console console) throws UsageException, StoreException {
        List<String> words = arguments.words();
        if (words.size() < 3) {
            throw new UsageException("import what? dnsmasq, isc or kea, and the file of its leases");
        }
        Optional<LeaseFiles> kind = LeaseFiles.named(words.get(1));
        if (kind.isEmpty()) {
            throw new UsageException("\"" + words.get(1) + "\" is none of dnsmasq, isc, kea");
        }
        return new Bringing(found(arguments, console), clock, console).bring(kind.get(), words.get(2));
    }
}
