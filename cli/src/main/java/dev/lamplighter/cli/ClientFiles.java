package dev.lamplighter.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files by which a client of gRPC is known, as the command line and the environment name them: a flag, else its variable, else the file in a
 * folder. That is {@code /etc/matchbox}, and {@code ~/.matchbox} where that has no {@code client.crt} and none of the three is named.
 *
 * @param ca certificates that sign the server's
 * @param cert the client's certificate
 * @param key its key
 */
public record ClientFiles(Path ca, Path cert, Path key) {

    /** The flags that name them. */
    public static final Flags FLAGS = Flags.none().values("ca-file", "cert-file", "key-file", "timeout");

    public static final String CA = "ca.crt";
    public static final String CERT = "client.crt";
    public static final String KEY = "client.key";

    private static final Path OF_THE_HOST = Path.of("/etc/matchbox");
    private static final String OF_THE_USER = ".matchbox";

    public static ClientFiles of(Arguments arguments, Map<String, String> environment) {
        return of(arguments, environment, OF_THE_HOST);
    }

    static ClientFiles of(Arguments arguments, Map<String, String> environment, Path host) {
        boolean named = Stream.of("ca-file", "cert-file", "key-file").anyMatch(flag -> value(flag, arguments, environment).isPresent());
        return in(named ? host : folder(environment, host), arguments, environment);
    }

    /** With those that are not named in {@code folder}. */
    public static ClientFiles in(Path folder, Arguments arguments, Map<String, String> environment) {
        return new ClientFiles(
                value("ca-file", arguments, environment).map(Path::of).orElse(folder.resolve(CA)),
                value("cert-file", arguments, environment).map(Path::of).orElse(folder.resolve(CERT)),
                value("key-file", arguments, environment).map(Path::of).orElse(folder.resolve(KEY)));
    }

    private static Path folder(Map<String, String> environment, Path host) {
        String home = environment.getOrDefault("HOME", "");
        Path own = Path.of(home, OF_THE_USER);
        return !home.isEmpty() && !Files.exists(host.resolve(CERT)) && Files.exists(own.resolve(CERT)) ? own : host;
    }

    /** A flag's value, or that of its variable {@code LAMPLIGHTER_…}; an empty variable counts as none, as everywhere. */
    public static Optional<String> value(String flag, Arguments arguments, Map<String, String> environment) {
        String variable = "LAMPLIGHTER_" + flag.toUpperCase(Locale.ROOT).replace('-', '_');
        return arguments.value(flag).or(() -> Optional.ofNullable(environment.get(variable)).filter(text -> !text.isEmpty()));
    }
}
