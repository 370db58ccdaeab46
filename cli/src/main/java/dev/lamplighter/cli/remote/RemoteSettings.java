package dev.lamplighter.cli.remote;

import dev.lamplighter.cli.Endpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Where the server is and by what right it is asked.
 *
 * @param endpoints tried in their order until one answers
 * @param ca the certificates that sign the server's
 * @param cert the client's certificate, its chain after it
 * @param key the key of the client's certificate
 * @param timeout for connecting to each endpoint, and for each call
 */
public record RemoteSettings(List<Endpoint> endpoints, Path ca, Path cert, Path key, Duration timeout) {

    public RemoteSettings {
        endpoints = List.copyOf(endpoints);
    }
}
