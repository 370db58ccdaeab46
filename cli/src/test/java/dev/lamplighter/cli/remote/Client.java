package dev.lamplighter.cli.remote;

import dev.lamplighter.cli.Said;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A person or a pipeline with a shell: runs commands with an environment that names a server and certificates. */
public record Client(Map<String, String> environment) {

    public static Client of(FakeServer server, Certificates certificates) {
        return new Client(Map.of("LAMPLIGHTER_TIMEOUT", "60s", "LAMPLIGHTER_ENDPOINTS", server.endpoint(),
                "LAMPLIGHTER_CA_FILE", certificates.file("ca.crt").toString(),
                "LAMPLIGHTER_CERT_FILE", certificates.file("client.crt").toString(), "LAMPLIGHTER_KEY_FILE", certificates.file("client.key").toString()));
    }

    public Client with(String variable, Object value) {
        var more = new HashMap<>(environment);
        more.put(variable, value.toString());
        return new Client(more);
    }

    public Said says(Object... words) {
        return pipes("", words);
    }

    /** With {@code in} on its standard input. */
    public Said pipes(String in, Object... words) {
        return Said.by(environment, in, List.copyOf(Stream.of(words).map(Object::toString).toList()));
    }
}
