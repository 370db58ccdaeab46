package dev.lamplighter.cli.audit;

import dev.lamplighter.audit.AuditRecord;
import dev.lamplighter.audit.AuditText;
import dev.lamplighter.audit.Inbox;
import dev.lamplighter.audit.file.AuditFiles;
import dev.lamplighter.cli.Arguments;
import dev.lamplighter.cli.Command;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.Flags;
import dev.lamplighter.cli.Usage;
import dev.lamplighter.cli.UsageException;
import dev.lamplighter.cli.remote.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code lamplighter audit}: who changed what, and who read which machine's config, out of the files of the server of this host. */
public final class AuditCommand implements Command {

    private static final int USUAL = 1_000;
    private static final int MOST = 10_000_000;
    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

    private static final String HELP = """
            usage: lamplighter audit [FLAG…]

              Shows who changed groups, profiles, templates, machines, boot intents, leases and settings, from where, and what was before and after;
              and who read what configures a machine. The oldest is first.

              --since WHEN     from then on: 90s, 30m, 12h or 7d ago, or a time such as 2026-11-24T13:00:00Z
              --machine NAME   what concerns one machine: its name, hardware address, UUID or serial number
              --object NAME    changes of one object, or of all below it: groups/node1.json, machines, intents/node1, leases, settings
              --kind KIND      change, read, refusal, left-out or lost
              --limit N        the last N of them (default: 1000)
              --json           each record as it is in the file: one line of JSON

              --config FILE, --state-path DIR, --audit-path FILE  where the server's settings, state and audit are, as for run
              --help                                              prints this

            Exit code: 0 shown, 1 the audit cannot be read, 2 for a mistake in the command line.
            """;

    private static final List<String> PLACES = List.of("config", "state-path", "audit-path");
    private static final Flags FLAGS = Flags.none().values("config", "state-path", "audit-path", "since", "machine", "object", "kind", "limit").switches("json");

    private final AuditPlaces places;
    private final Clock clock;

    public AuditCommand(AuditPlaces places) {
        this(places, Clock.systemUTC());
    }

    AuditCommand(AuditPlaces places, Clock clock) {
        this.places = places;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public String summary() {
        return "shows who changed what, and who read which config";
    }

    @Override
    public int run(List<String> words, Console console) {
        return new Usage("audit", HELP, FLAGS).run(words, console, arguments -> show(arguments.atMost(0), console));
    }

    private int show(Arguments arguments, Console console) throws UsageException {
        var flags = new ArrayList<String>();
        for (String flag : PLACES) {
            arguments.value(flag).ifPresent(value -> flags.addAll(List.of("--" + flag, value)));
        }
        Predicate<AuditRecord> wanted = wanted(arguments);
        int limit = arguments.number("limit", USUAL, 1, MOST);
        AuditPlaces.Found found = places.find(flags, console);
        if (found.file().isEmpty()) {
            console.err().println("lamplighter: there is no audit: audit.path is empty in the settings");
            return Usage.FAILED;
        }
        var last = new ArrayDeque<AuditRecord>();
        try {
            read(found.file().get(), found.state(), record -> {
                if (wanted.test(record)) {
                    last.add(record);
                    if (last.size() > limit) {
                        last.remove();
                    }
                }
            });
        } catch (IOException refused) {
            console.err().println("lamplighter: the audit cannot be read: " + Printable.of(String.valueOf(refused.getMessage())) + "; it is for the user who runs the server, and for root");
            return Usage.FAILED;
        }
        last.forEach(record -> console.out().print((arguments.isOn("json") ? record.line() : AuditText.of(record)) + "\n"));
        return Usage.DONE;
    }

    /** What the server has written, and what commands have left that it has not taken yet. */
    private static void read(Path file, Path state, Consumer<AuditRecord> to) throws IOException {
        if (Files.notExists(file) && Files.exists(file.toAbsolutePath().getParent()) && !Files.isReadable(file.toAbsolutePath().getParent())) {
            throw new IOException(file.toAbsolutePath().getParent() + " is closed to this user");
        }
        AuditFiles.read(file, to);
        new Inbox(state).look().forEach(to);
    }

    private Predicate<AuditRecord> wanted(Arguments arguments) throws UsageException {
        Optional<String> since = arguments.value("since");
        Optional<String> kind = arguments.value("kind");
        Optional<String> machine = arguments.value("machine");
        Optional<String> object = arguments.value("object");
        Instant from = since.isPresent() ? time(since.get()) : Instant.MIN;
        return record -> !at(record).isBefore(from) && kind.filter(wanted -> !wanted.equals(record.kind())).isEmpty()
                && machine.filter(name -> !concerns(record, name)).isEmpty() && object.filter(name -> !isOf(record, name)).isEmpty();
    }

    private static Instant at(AuditRecord record) {
        try {
            return Instant.parse(record.text("time"));
        } catch (DateTimeException unknown) {
            return Instant.MAX;
        }
    }

    private static boolean concerns(AuditRecord record, String machine) {
        String lower = machine.replace('-', ':');
        return List.of("machine", "uuid", "serial").stream().anyMatch(name -> record.text(name).equals(machine)) || record.text("mac").equalsIgnoreCase(lower)
                || (record.text("way").equals("machine") && record.text("who").equals(machine))
                || List.of("intents/" + machine, "machines/" + machine + ".yaml", "machines/" + machine + ".json").contains(record.text("object"));
    }

    private static boolean isOf(AuditRecord record, String name) {
        String object = record.text("object");
        return object.equals(name) || object.startsWith(name.endsWith("/") ? name : name + "/");
    }

    private Instant time(String text) throws UsageException {
        Matcher ago = AGO.matcher(text);
        try {
            if (!ago.matches()) {
                return Instant.parse(text);
            }
            long count = Long.parseLong(ago.group(1));
            return clock.instant().minus(switch (ago.group(2)) {
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
            });
        } catch (DateTimeException none) {
            throw new UsageException("\"" + text + "\" is no time: write 90s, 30m, 12h, 7d or 2026-11-24T13:00:00Z");
        }
    }
}
