package dev.lamplighter.cli.remote;

import dev.lamplighter.cli.Arguments;
import dev.lamplighter.cli.Endpoint;
import dev.lamplighter.cli.Flags;
import dev.lamplighter.cli.UsageException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The flags that name a server, those of Matchbox's {@code bootcmd}; each has a variable for where nobody types. */
public final class RemoteFlags {

    /** The exit code where no server answers, beside those of {@code Usage}. */
    public static final int UNREACHABLE = 3;

    public static final Flags FLAGS = Flags.none().values("endpoints", "ca-file", "cert-file", "key-file", "timeout").shorter("endpoint", "endpoints");

    /** The part of a command's help that tells of them. */
    public static final String HELP = """
              --endpoints HOST:PORT,…   servers, tried in this order until one answers (127.0.0.1:8081)
              --ca-file FILE            certificates that sign the server's (/etc/matchbox/ca.crt)
              --cert-file FILE          the client's certificate (/etc/matchbox/client.crt)
              --key-file FILE           its key (/etc/matchbox/client.key)
              --timeout TIME            for connecting to each server and for each call: 500ms, 10s, 2m (10s)

              A flag that is not given is taken from the environment: LAMPLIGHTER_ENDPOINTS, LAMPLIGHTER_CA_FILE, LAMPLIGHTER_CERT_FILE,
              LAMPLIGHTER_KEY_FILE, LAMPLIGHTER_TIMEOUT.
            """;

    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|m|h)?");

    private static final Duration LONGEST = Duration.ofHours(1);

    private RemoteFlags() {}

    public static RemoteSettings read(Arguments arguments, Map<String, String> environment) throws UsageException {
        var endpoints = new ArrayList<Endpoint>();
        for (String endpoint : value("endpoints", arguments, environment).orElse("127.0.0.1:8081").split(",", -1)) {
            endpoints.add(Endpoint.parse(endpoint.strip()));
        }
        return new RemoteSettings(endpoints,
                Path.of(value("ca-file", arguments, environment).orElse("/etc/matchbox/ca.crt")),
                Path.of(value("cert-file", arguments, environment).orElse("/etc/matchbox/client.crt")),
                Path.of(value("key-file", arguments, environment).orElse("/etc/matchbox/client.key")),
                time(value("timeout", arguments, environment).orElse("10s")));
    }

    /** An empty variable counts as none, as everywhere. */
    private static Optional<String> value(String flag, Arguments arguments, Map<String, String> environment) {
        String variable = "LAMPLIGHTER_" + flag.toUpperCase(Locale.ROOT).replace('-', '_');
        return arguments.value(flag).or(() -> Optional.ofNullable(environment.get(variable)).filter(text -> !text.isEmpty()));
    }

    private static Duration time(String text) throws UsageException {
        var form = TIME.matcher(text);
        if (!form.matches()) {
            throw new UsageException("--timeout is a time such as 500ms, 10s or 2m, not \"" + text + "\"");
        }
        long number = Long.parseLong(form.group(1));
        Duration time = switch (form.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case null, default -> Duration.ofSeconds(number);
        };
        if (time.isZero() || time.compareTo(LONGEST) > 0) {
            throw new UsageException("--timeout is more than nothing and an hour at most, not \"" + text + "\"");
        }
        return time;
    }
}
