package dev.lamplighter.net;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The kernel's table of neighbours: which hardware address an IPv4 address on the link has. Reads a file, so not for event loops. */
public final class Neighbours {

    private static final Path TABLE = Path.of("/proc/net/arp");
    private static final int ADDRESS = 0;
    private static final int FLAGS = 2;
    private static final int HARDWARE = 3;
    private static final int COLUMNS = 6;

    /** The entry is complete (ATF_COM). */
    private static final int COMPLETE = 2;

    private final Path table;

    public Neighbours() {
        this(TABLE);
    }

    Neighbours(Path table) {
        this.table = table;
    }

    /** Empty where the address is behind a router, or unknown. */
    public Optional<Mac> of(Ip4 address) {
        try (var lines = Files.lines(table)) {
            return lines.skip(1).map(line -> line.trim().split("\\s+"))
                    .filter(columns -> columns.length >= COLUMNS && columns[ADDRESS].equals(address.toString()) && isComplete(columns[FLAGS]))
                    .findFirst()
                    .flatMap(columns -> Mac.parse(columns[HARDWARE]));
        } catch (IOException | java.io.UncheckedIOException none) {
            return Optional.empty();
        }
    }

    private static boolean isComplete(String flags) {
        return flags.matches("0x[0-9A-Fa-f]{1,4}") && (Integer.parseInt(flags.substring(2), 16) & COMPLETE) != 0;
    }
}
