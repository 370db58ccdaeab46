package dev.lamplighter.cli.remote;

import dev.lamplighter.cli.ClientFiles;
import dev.lamplighter.cli.Endpoint;
import java.time.Duration;
import java.util.List;

/**
 * Where the server is and by what right it is asked.
 *
 * @param endpoints tried in their order until one answers
 * @param files by which the client is known; the certificate's chain stands after it
 * @param timeout for connecting to each endpoint, and for each call
 */
public record RemoteSettings(List<Endpoint> endpoints, ClientFiles files, Duration timeout) {

    public RemoteSettings {
        endpoints = List.copyOf(endpoints);
    }
}
