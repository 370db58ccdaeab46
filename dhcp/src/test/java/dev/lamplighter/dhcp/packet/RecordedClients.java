package dev.lamplighter.dhcp.packet;

import dev.lamplighter.model.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What real firmware put on the wire, where the recordings lie beside the repository. */
final class RecordedClients {

    private static final Pattern PAYLOAD = Pattern.compile("\"udp_payload_hex\"\\s*:\\s*\"([0-9a-f]{472,})\"");

    private RecordedClients() {}

    static Path folder() {
        return Path.of(System.getProperty("lamplighter.root", ".."), "..", "shared", "conformance", "clients");
    }

    /** The payload of every recorded DHCP datagram; none where there are no recordings. */
    static List<Bytes> packets() {
        if (!Files.isDirectory(folder())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().flatMap(file -> payloads(file).stream()).distinct().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Bytes> payloads(Path file) {
        try {
            return PAYLOAD.matcher(Files.readString(file)).results().map((MatchResult found) -> Bytes.hex(found.group(1))).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
