package dev.lamplighter.cli.leases;

import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.Usage;
import dev.lamplighter.cli.leases.Brought.Entry;
import dev.lamplighter.cli.leases.LeasePlaces.Leased;
import dev.lamplighter.cli.remote.Printable;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.lease.Lease;
import dev.lamplighter.store.lease.LeaseDesk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Brings the leases of another server in, one after the other, and says what became of them. */
final class Bringing {

    /** As far as SQLite and milliseconds reach without a thought. */
    private static final Instant NEVER = Instant.parse("2100-01-01T00:00:00Z");
    private static final long LARGEST = 256L << 20;

    private final LeasePlaces.Found places;
    private final Clock clock;
    private final Console console;
    private final NavigableMap<Integer, String> files = new TreeMap<>();
    private int lines;
    private int taken;
    private int already;
    private int over;
    private int refused;

    Bringing(LeasePlaces.Found places, Clock clock, Console console) {
        this.places = places;
        this.clock = clock;
        this.console = console;
    }

    int bring(LeaseFiles kind, String name) throws StoreException {
        var text = new StringBuilder();
        try {
            for (Path file : kind.beside(Path.of(name))) {
                if (Files.size(file) > LARGEST) {
                    console.err().println("lamplighter: " + file + " is larger than 256 MiB");
                    return Usage.FAILED;
                }
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                files.put(lines, file.toString());
                text.append(content).append(content.isEmpty() || content.endsWith("\n") ? "" : "\n");
                lines += (int) content.lines().count();
            }
        } catch (IOException | InvalidPathException unread) {
            console.err().println("lamplighter: " + name + " cannot be read: " + unread.getMessage());
            return Usage.FAILED;
        }
        if (files.size() > 1) {
            console.err().println("lamplighter: read " + String.join(", then ", files.values().stream().map(Printable::of).toList()));
        }
        Brought brought = kind.read(text.toString());
        brought.refused().forEach(each -> refuse(each.line(), each.why()));
        try (LeaseDesk desk = Desks.open(places.database(), clock, console.environment())) {
            for (Entry entry : brought.leases()) {
                take(desk, entry);
            }
        }
        console.out().println(taken + " taken, " + already + " there already, " + over + " over, " + refused + " not taken");
        return refused == 0 ? Usage.DONE : Usage.FAILED;
    }

    private void take(LeaseDesk desk, Entry entry) throws StoreException {
        Instant now = clock.instant();
        if (!entry.expires().isAfter(now)) {
            over++;
            return;
        }
        Optional<Leased> place = places.of(entry.address());
        if (place.isEmpty()) {
            refuse(entry.line(), entry.address() + " is in no subnet that the settings lease: add it to segments");
            return;
        }
        Instant expires = entry.expires().isAfter(NEVER) ? NEVER : entry.expires();
        if (expires.isAfter(now.plus(place.get().longest()))) {
            console.err().println(at(entry.line()) + entry.address() + " ends later than any lease of " + place.get().subnet()
                    + " can; the server cuts it at its next start: set max-lease there to keep it");
        }
        var lease = new Lease(place.get().segment(), entry.client(), entry.address(), Lease.State.BOUND, expires, entry.mac(), entry.hostname());
        switch (desk.take(lease)) {
            case GRANTED -> taken++;
            case ALREADY -> already++;
            case ADDRESS_TAKEN -> refuse(entry.line(), entry.address() + " is leased to another client here, or kept back");
            case CLIENT_ELSEWHERE -> refuse(entry.line(), entry.mac() + " has another address here by now");
        }
    }

    private void refuse(int line, String why) {
        refused++;
        console.err().println(at(line) + why);
    }

    /** {@code line} counts from one over all files. */
    private String at(int line) {
        var file = files.floorEntry(line - 1);
        return Printable.of(file.getValue()) + ":" + (line - file.getKey()) + ": ";
    }
}
