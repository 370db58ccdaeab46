package dev.lamplighter.cli.remote;

import dev.lamplighter.cli.Endpoint;
import dev.lamplighter.cli.certs.ConnectionTrouble;
import dev.lamplighter.net.tls.BadPem;
import io.grpc.StatusRuntimeException;

/** Why there is no connection. */
final class Unreachable {

    private Unreachable() {}

    static CallFailed because(Endpoint endpoint, RemoteSettings settings, StatusRuntimeException failed) {
        return new CallFailed(CallFailed.Kind.UNREACHABLE, sentence(endpoint, settings, failed), failed);
    }

    private static String sentence(Endpoint endpoint, RemoteSettings settings, StatusRuntimeException failed) {
        try {
            return Printable.of(ConnectionTrouble.at(endpoint, settings.files(), settings.timeout())
                    .orElseGet(() -> endpoint + " broke the connection (" + deepest(failed) + "); its log may say more"));
        } catch (BadPem bad) {
            return bad.getMessage();
        }
    }

    private static String deepest(Throwable failed) {
        Throwable deepest = failed;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage());
    }
}
