package dev.lamplighter.cli.certs;

import static java.util.stream.Collectors.joining;

import dev.lamplighter.cli.Arguments;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.Flags;
import dev.lamplighter.cli.Usage;
import dev.lamplighter.cli.UsageException;
import dev.lamplighter.cli.certs.Authority.Issued;
import dev.lamplighter.cli.certs.Authority.Keys;
import dev.lamplighter.cli.certs.Authority.Purpose;
import dev.lamplighter.cli.certs.Authority.Term;
import dev.lamplighter.cli.certs.NewFiles.NewFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;

/** {@code lamplighter certs init}: an authority, and a certificate for either end of gRPC. */
final class CertsInit {

    static final Usage USAGE = new Usage("certs init", """
            usage: lamplighter certs init [--dir DIR] [--san NAMES] [--days N] [--rsa] [--client-name NAME]

              Makes a certificate authority, and with it a certificate for the server and one for its clients:
              ca.crt ca.key server.crt server.key client.crt client.key. A file that is there already is never written over.

              --dir DIR           where they are written (default: the current folder)
              --san NAMES         how clients reach the server: DNS.1:matchbox.example.com,IP.1:192.0.2.2 (the prefixes may be left out).
                                  Default: the variable SAN; without it this host's name and its addresses
              --days N            how long the two certificates are good (default 365); the authority at least ten years
              --rsa               RSA keys of 3072 bits, for clients that know nothing else (default: EC P-256)
              --client-name NAME  whom the client's certificate names (default: lamplighter-client); rpc.allow can ask for it
              --help              prints this

            Exit code: 0 when all files were made, 1 when none was, 2 for a mistake in the command line.
            """, Flags.none().values("dir", "san", "days", "client-name").switches("rsa"));

    private static final int LONGEST_TERM = 36_500;
    private static final int AUTHORITY_DAYS = 3650;
    private static final int LONGEST_NAME = 64;
    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);
    private static final List<String> NAMES = List.of("ca.crt", "ca.key", "server.crt", "server.key", "client.crt", "client.key");

    private final Console console;
    private final Clock clock;

    CertsInit(Console console, Clock clock) {
        this.console = console;
        this.clock = clock;
    }

    int run(Arguments arguments) throws UsageException {
        arguments.atMost(0);
        Path folder = Path.of(arguments.value("dir").orElse("."));
        int days = arguments.number("days", 365, 1, LONGEST_TERM);
        String client = arguments.value("client-name").orElse("lamplighter-client");
        if (client.isBlank() || client.length() > LONGEST_NAME) {
            throw new UsageException("--client-name has 1 to " + LONGEST_NAME + " letters");
        }
        var inTheWay = NewFiles.inTheWay(folder, NAMES);
        if (!inTheWay.isEmpty()) {
            return failed(folder + " already holds " + String.join(", ", inTheWay)
                    + ", and nothing is written over: name another folder with --dir, or move them away");
        }
        List<AltName> names = names(arguments);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant until = now.plus(Duration.ofDays(days));
        try {
            NewFiles.write(folder, files(arguments.isOn("rsa") ? Keys.RSA_3072 : Keys.EC_P256, client, names, now, until));
        } catch (FileAlreadyExistsException another) {
            return failed(another.getFile() + " was made by somebody else in the meantime; nothing was written");
        } catch (IOException refused) {
            return failed("the certificates cannot be written into " + folder + ": " + refused + "; nothing was written");
        }
        tell(folder, arguments.value("dir").isPresent(), names, until);
        return Usage.DONE;
    }

    private List<AltName> names(Arguments arguments) throws UsageException {
        var given = arguments.values("san");
        if (!given.isEmpty()) {
            return AltName.parse(String.join(",", given));
        }
        String variable = console.environment().getOrDefault("SAN", "");
        if (!variable.isBlank()) {
            return AltName.parse(variable);
        }
        var names = ThisHost.names();
        console.err().println("lamplighter: neither --san nor the variable SAN says how clients reach the server, so its certificate names this host: "
                + text(names));
        return names;
    }

    private static List<NewFile> files(Keys kind, String client, List<AltName> names, Instant now, Instant until) {
        Instant from = now.minus(CLOCKS_APART);
        Instant longer = now.plus(Duration.ofDays(AUTHORITY_DAYS));
        var authority = Authority.create("Lamplighter CA of " + shortened(ThisHost.name()) + " " + now.toString().substring(0, 10) + " "
                + HexFormat.of().toHexDigits((short) new SecureRandom().nextInt()), kind,
                new Term(from, longer.isAfter(until) ? longer : until));
        Term term = new Term(from, until);
        Issued forServer = authority.issue(shortened(names.getFirst().toString()), Purpose.SERVER, names, term);
        Issued forClient = authority.issue(client, Purpose.CLIENT, List.of(), term);
        return List.of(
                new NewFile("ca.crt", PemText.of(authority.own().certificate()), false),
                new NewFile("ca.key", PemText.of(authority.own().keys().getPrivate()), true),
                new NewFile("server.crt", PemText.of(forServer.certificate()), false),
                new NewFile("server.key", PemText.of(forServer.keys().getPrivate()), true),
                new NewFile("client.crt", PemText.of(forClient.certificate()), false),
                new NewFile("client.key", PemText.of(forClient.keys().getPrivate()), true));
    }

    /** A common name has 64 letters at most; what counts is the alternative names. */
    private static String shortened(String name) {
        return name.length() <= 32 ? name : name.substring(0, 32);
    }

    private static String text(List<AltName> names) {
        return names.stream().map(Object::toString).collect(joining(", "));
    }

    private void tell(Path folder, boolean named, List<AltName> names, Instant until) {
        String into = named ? "cd " + folder + "\n  " : "";
        console.out().print("""
                Made in %1$s: an authority, and certificates that are good until %2$s.

                The server, reached as %3$s, takes ca.crt server.crt server.key; it looks for them in /etc/matchbox:
                  %4$ssudo install -D -m 0644 -t /etc/matchbox ca.crt server.crt
                  sudo install -D -m 0600 -t /etc/matchbox server.key     (with -o USER where the server runs as USER)
                  lamplighter run -rpc-address=0.0.0.0:8081 …

                Clients (Terraform, lamplighter get) take ca.crt client.crt client.key; lamplighter looks for them here where /etc/matchbox has none:
                  install -D -m 0600 -t ~/.matchbox ca.crt client.crt client.key

                Or for a quick try on this host, with nothing installed:
                  lamplighter run -rpc-address=0.0.0.0:8081 -ca-file=%6$s/ca.crt -cert-file=%6$s/server.crt -key-file=%6$s/server.key …
                  lamplighter get groups --endpoint %5$s:8081 --ca-file %6$s/ca.crt --cert-file %6$s/client.crt --key-file %6$s/client.key

                ca.key makes further certificates: keep it away from both.

                Then see that it works:
                  lamplighter certs check --endpoint %5$s:8081 --dir ~/.matchbox
                """.formatted(folder, until.atZone(ZoneOffset.UTC).toLocalDate(), text(names), into, host(names.getFirst()), folder));
    }

    private static String host(AltName name) {
        String text = name.toString();
        return text.indexOf(':') >= 0 ? "[" + text + "]" : text;
    }

    private int failed(String why) {
        console.err().println("lamplighter: " + why);
        return Usage.FAILED;
    }
}
