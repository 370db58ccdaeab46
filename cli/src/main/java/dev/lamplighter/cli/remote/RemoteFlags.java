package dev.lamplighter.cli.remote;

import dev.lamplighter.cli.Arguments;
import dev.lamplighter.cli.ClientFiles;
import dev.lamplighter.cli.Endpoint;
import dev.lamplighter.cli.Flags;
import dev.lamplighter.cli.Timeout;
import dev.lamplighter.cli.UsageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;

/** The flags that name a server, those of Matchbox's {@code bootcmd}; each has a variable for where nobody types. */
public final class RemoteFlags {

    /** The exit code where no server answers, beside those of {@code Usage}. */
    public static final int UNREACHABLE = 3;

    public static final Flags FLAGS = ClientFiles.FLAGS.values("endpoints").shorter("endpoint", "endpoints");

    /** The part of a command's help that tells of them. */
    public static final String HELP = """
              --endpoints HOST:PORT,…   servers, tried in this order until one answers (127.0.0.1:8081)
              --ca-file FILE            certificates that sign the server's (/etc/matchbox/ca.crt)
              --cert-file FILE          the client's certificate (/etc/matchbox/client.crt)
              --key-file FILE           its key (/etc/matchbox/client.key)
              --timeout TIME            for connecting to each server and for each call: 500ms, 10s, 2m (10s)

              A flag that is not given is taken from the environment: LAMPLIGHTER_ENDPOINTS, LAMPLIGHTER_CA_FILE, LAMPLIGHTER_CERT_FILE,
              LAMPLIGHTER_KEY_FILE, LAMPLIGHTER_TIMEOUT. Where none of the three files is named and /etc/matchbox has no client.crt, they are those
              in ~/.matchbox.
            """;

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private RemoteFlags() {}

    public static RemoteSettings read(Arguments arguments, Map<String, String> environment) throws UsageException {
        var endpoints = new ArrayList<Endpoint>();
        for (String endpoint : ClientFiles.value("endpoints", arguments, environment).orElse("127.0.0.1:8081").split(",", -1)) {
            endpoints.add(Endpoint.parse(endpoint.strip()));
        }
        return new RemoteSettings(endpoints, ClientFiles.of(arguments, environment), Timeout.of(arguments, environment, TIMEOUT));
    }
}
