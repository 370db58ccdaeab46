package dev.lamplighter.cli.remote;

import dev.lamplighter.cli.Endpoint;
import io.grpc.StatusRuntimeException;

/** Why there is no connection. */
final class Unreachable {

    private Unreachable() {}

    static CallFailed because(Endpoint endpoint, RemoteSettings settings, StatusRuntimeException failed) {
        Throwable deepest = failed;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return new CallFailed(CallFailed.Kind.UNREACHABLE, endpoint + " cannot be asked: " + Printable.of(String.valueOf(deepest.getMessage()))
                + "; lamplighter certs check --endpoint " + endpoint + " looks further", failed);
    }
}
