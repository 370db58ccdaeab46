package dev.lamplighter.cli.apply;

import dev.lamplighter.cli.Arguments;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.Flags;
import dev.lamplighter.cli.UsageException;
import dev.lamplighter.cli.apply.Finding.Level;
import dev.lamplighter.cli.remote.CallFailed;
import dev.lamplighter.cli.remote.Put;
import dev.lamplighter.cli.remote.Remote;
import dev.lamplighter.cli.remote.RemoteFlags;
import java.nio.file.Path;
import java.util.Optional;

/** What {@code diff} and {@code apply} have in common: a directory that is in order, and what a server lacks of it. */
final class Comparing {

    static final Flags FLAGS = RemoteFlags.FLAGS.switches("prune", "strict", "allow-empty", "no-content");

    static final String HELP = """
              --prune                   delete what the directory lacks
              --strict                  refuse warnings as well
              --allow-empty             take a directory that has neither groups nor profiles; with --prune the server loses all of its own
              --no-content              tell the names of what changes, not the lines: templates and metadata may hold secrets
            """ + RemoteFlags.HELP;

    private static final int MOST_FILES = 500_000;

    private static final int MOST_NAMED = 10;

    /** What is done with a plan; the exit code. */
    @FunctionalInterface
    interface Work {
        int with(Plan plan, Remote remote, Report report) throws CallFailed;
    }

    private final Arguments arguments;
    private final Console console;

    Comparing(Arguments arguments, Console console) {
        this.arguments = arguments;
        this.console = console;
    }

    boolean prune() {
        return arguments.isOn("prune");
    }

    /** The directory that the words name, unless something is wrong with it, which is told. */
    Optional<Directory> directory() throws UsageException {
        arguments.atMost(1);
        if (arguments.words().isEmpty()) {
            throw new UsageException("a directory is needed, with the folders groups, profiles, ignition and generic");
        }
        var directory = Directory.read(Path.of(arguments.words().getFirst()), MOST_FILES, arguments.isOn("allow-empty"));
        directory.findings().forEach(console.err()::println);
        long errors = directory.findings().stream().filter(finding -> finding.level() == Level.ERROR || arguments.isOn("strict")).count();
        if (errors > 0) {
            console.err().println("lamplighter: nothing was sent: " + errors + (errors == 1 ? " thing is" : " things are") + " wrong with the directory");
            return Optional.empty();
        }
        return Optional.of(directory);
    }

    /** Reads the server, tells what differs, and goes on with {@code work}. */
    int compare(Directory directory, Work work) throws UsageException, CallFailed {
        try (var remote = Remote.dial(RemoteFlags.read(arguments, console.environment()))) {
            var server = new ServerReader(remote);
            var present = server.read(directory.objects().keySet());
            if (!present.templatesListed()) {
                refuseOurs(directory, remote.endpoint());
            }
            var plan = Plan.of(directory.snapshot(), present, prune());
            var report = new Report(console, !arguments.isOn("no-content"));
            report.difference(plan, server);
            report.left(plan, prune(), present.templatesListed());
            return work.with(plan, remote, report);
        }
    }

    /** Before anything is sent to a Matchbox: what it has no place for. */
    private static void refuseOurs(Directory directory, String endpoint) throws CallFailed {
        var ours = directory.objects().values().stream().filter(put -> switch (put) {
            case Put.OfGroup _ -> false;
            case Put.OfProfile(var profile) -> !profile.ipxeId().isEmpty() || !profile.grubId().isEmpty();
            case Put.OfTemplate _ -> !put.item().kind().inMatchbox();
        }).map(put -> put.item().toString()).toList();
        if (!ours.isEmpty()) {
            String named = String.join(", ", ours.subList(0, Math.min(ours.size(), MOST_NAMED))) + (ours.size() > MOST_NAMED ? ", …" : "");
            throw new CallFailed(CallFailed.Kind.UNSUPPORTED, endpoint + " is no Lamplighter and takes neither cloud, ipxe and grub templates"
                    + " nor profiles with ipxe_id or grub_id, so nothing was sent: " + named);
        }
    }
}
