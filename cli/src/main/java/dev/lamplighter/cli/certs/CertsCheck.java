package dev.lamplighter.cli.certs;

import dev.lamplighter.cli.Arguments;
import dev.lamplighter.cli.ClientFiles;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.Endpoint;
import dev.lamplighter.cli.Timeout;
import dev.lamplighter.cli.Usage;
import dev.lamplighter.cli.UsageException;
import dev.lamplighter.cli.certs.CertificateRules.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code lamplighter certs check}: which certificate is wrong and why, at a server or in files. */
final class CertsCheck {

    static final int UNREACHABLE = 3;

    static final Usage USAGE = new Usage("certs check", """
            usage: lamplighter certs check --endpoint HOST:PORT [--dir DIR] [--ca-file FILE] [--cert-file FILE --key-file FILE] [--timeout TIME]
                   lamplighter certs check [--dir DIR] [--ca-file FILE] [--cert-file FILE --key-file FILE]

              With --endpoint: speaks TLS with the server as a client of gRPC would, and says which certificate is wrong and why.
              Without: looks at the files themselves, the server's and the client's, or the one that is named.

              --endpoint HOST:PORT  the server's gRPC address; [::1]:8081 is IPv6
              --dir DIR             where the files are that are not named (default /etc/matchbox)
              --ca-file FILE        the authority that both ends trust (default DIR/ca.crt)
              --cert-file FILE      the client's certificate (default DIR/client.crt); without --endpoint any certificate
              --key-file FILE       its key (default DIR/client.key)
              --timeout TIME        how long each step may take: 500ms, 10s, 2m (default 5s)
              --help                prints this

            A flag that is not given is taken from LAMPLIGHTER_CA_FILE, LAMPLIGHTER_CERT_FILE, LAMPLIGHTER_KEY_FILE and LAMPLIGHTER_TIMEOUT, as by
            lamplighter get; --dir comes before these files. With --endpoint, where no file is named and /etc/matchbox has no client.crt, they are those
            in ~/.matchbox.

            Exit code: 0 when all is well (warnings are told, such as for a certificate that expires within 30 days), 1 when something is wrong,
            2 for a mistake in the command line, 3 when the server cannot be reached.
            """, ClientFiles.FLAGS.values("endpoint", "dir").shorter("endpoints", "endpoint"));

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Console console;
    private final CertificateRules rules;
    private final PemLook look;

    CertsCheck(Console console, Clock clock) {
        this.console = console;
        this.rules = new CertificateRules(clock.instant());
        this.look = new PemLook(rules);
    }

    int run(Arguments arguments) throws UsageException {
        arguments.atMost(0);
        var environment = arguments.value("dir").isPresent() ? Map.<String, String>of() : console.environment();
        boolean certNamed = ClientFiles.value("cert-file", arguments, environment).isPresent();
        if (certNamed != ClientFiles.value("key-file", arguments, environment).isPresent()) {
            throw new UsageException("--cert-file and --key-file go together");
        }
        Path folder = Path.of(arguments.value("dir").orElse("/etc/matchbox"));
        var endpoint = arguments.value("endpoint");
        var files = endpoint.isPresent() && arguments.value("dir").isEmpty() ? ClientFiles.of(arguments, environment)
                : ClientFiles.in(folder, arguments, environment);
        Path ca = files.ca();
        Duration patience = Timeout.of(arguments, console.environment(), PATIENCE);
        var findings = new ArrayList<Finding>();
        List<X509Certificate> authorities = look.authorities(ca, findings);
        if (endpoint.isEmpty()) {
            files(certNamed, files, folder, authorities, findings);
            return told(findings, Usage.FAILED);
        }
        Endpoint at = Endpoint.parse(endpoint.get());
        Optional<Credentials> client = look.pair(files.cert(), files.key(), ca, authorities, Optional.of(Role.CLIENT), findings).filter(Credentials::fit);
        Met met = new Handshake(at.host(), at.port(), patience).speak(client);
        findings.addAll(new Diagnosis(rules, at.toString(), at.host(), ca.toString(), authorities, client).of(met));
        return told(findings, met instanceof Met.Unreachable ? UNREACHABLE : Usage.FAILED);
    }

    private void files(boolean certNamed, ClientFiles files, Path folder, List<X509Certificate> authorities, List<Finding> findings) {
        Path ca = files.ca();
        if (certNamed) {
            look.pair(files.cert(), files.key(), ca, authorities, Optional.empty(), findings);
            return;
        }
        boolean some = false;
        for (Role role : Role.values()) {
            Path cert = folder.resolve(role == Role.SERVER ? "server.crt" : "client.crt");
            Path key = folder.resolve(role == Role.SERVER ? "server.key" : "client.key");
            if (Files.exists(cert) || Files.exists(key)) {
                some = true;
                look.pair(cert, key, ca, authorities, Optional.of(role), findings);
            }
        }
        if (!some) {
            findings.add(Finding.error(folder + " holds neither server.crt nor client.crt; name a folder with --dir, or files with --cert-file and --key-file"));
        }
    }

    private int told(List<Finding> findings, int code) {
        for (Finding finding : findings) {
            console.out().println(switch (finding.level()) {
                case OK -> "ok       ";
                case WARNING -> "warning  ";
                case ERROR -> "wrong    ";
            } + finding.sentence());
        }
        return findings.stream().anyMatch(Finding::isError) ? code : Usage.DONE;
    }
}
