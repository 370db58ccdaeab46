package dev.lamplighter.cli.certs;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.joining;

import dev.lamplighter.cli.ClientFiles;
import dev.lamplighter.cli.Endpoint;
import dev.lamplighter.net.tls.BadPem;
import dev.lamplighter.net.tls.PemContents;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Why a client could not connect, for commands that tried: what {@code certs check} would find wrong. */
public final class ConnectionTrouble {

    private ConnectionTrouble() {}

    /** Speaks with the server once more, and says what is wrong; empty where nothing is found. {@code patience} is for each step. */
    public static Optional<String> at(Endpoint at, ClientFiles files, Duration patience) throws BadPem {
        var authorities = PemContents.certificates(files.ca());
        var client = Optional.of(Credentials.read(files.cert(), files.key()));
        Met met = new Handshake(at.host(), at.port(), patience).speak(client);
        return new Diagnosis(new CertificateRules(Clock.systemUTC().instant()), at.toString(), at.host(), files.ca().toString(), authorities, client).of(met).stream()
                .filter(Finding::isError).map(Finding::sentence).collect(collectingAndThen(joining("; "), Optional::of)).filter(all -> !all.isEmpty());
    }
}
