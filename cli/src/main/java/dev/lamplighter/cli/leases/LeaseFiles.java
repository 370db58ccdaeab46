package dev.lamplighter.cli.leases;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files in which other servers keep their leases. */
enum LeaseFiles {
    DNSMASQ("dnsmasq"), ISC("isc"), KEA("kea");

    private final String word;

    LeaseFiles(String word) {
        this.word = word;
    }

    static Optional<LeaseFiles> named(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /**
     * The files that hold what {@code named} does, the oldest first. Kea moves its journal away now and then and tidies it in another process
     * (kea-lfc): what that has done is {@code .2}, or {@code .completed} for a moment, and what it works on is {@code .1}.
     */
    List<Path> beside(Path named) {
        if (this != KEA) {
            return List.of(named);
        }
        Path completed = Path.of(named + ".completed");
        List<Path> tidied = Files.exists(completed) ? List.of(completed) : List.of(Path.of(named + ".2"), Path.of(named + ".1"));
        return Stream.concat(tidied.stream().filter(Files::exists), Stream.of(named)).toList();
    }

    /** {@code text} may be several files of a kind, one after the other. */
    Brought read(String text) {
        return switch (this) {
            case DNSMASQ -> DnsmasqLeases.read(text);
            case ISC -> IscLeases.read(text);
            case KEA -> KeaLeases.read(text);
        };
    }
}
