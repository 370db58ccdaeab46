package dev.lamplighter.cli.remote;

import dev.lamplighter.cli.Timeout;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;

/** What a server's status means to a person. */
final class Refusal {

    private static final String GONE = "no such file or directory";

    private Refusal() {}

    /** {@code what} was asked for or was to be changed. */
    static CallFailed of(String what, String endpoint, Duration timeout, StatusRuntimeException failed) {
        Status status = failed.getStatus();
        String text = Printable.of(status.getDescription() == null ? "it gives no reason" : status.getDescription());
        return switch (status.getCode()) {
            case UNAVAILABLE -> new CallFailed(CallFailed.Kind.UNREACHABLE, what + ": the connection to " + endpoint + " broke (" + text
                    + "); see whether it was done, and try again", failed);
            case DEADLINE_EXCEEDED -> new CallFailed(CallFailed.Kind.TIMEOUT, what + ": " + endpoint + " took longer than " + Timeout.text(timeout)
                    + "; see whether it was done, or give it more time with --timeout", failed);
            case UNIMPLEMENTED -> new CallFailed(CallFailed.Kind.UNSUPPORTED, what + ": " + endpoint
                    + " cannot do this, as Matchbox cannot; it needs a server of Lamplighter (lamplighter.v1.Catalog)", failed);
            case NOT_FOUND -> missing(what, endpoint, text, failed);
            case RESOURCE_EXHAUSTED -> new CallFailed(CallFailed.Kind.REFUSED, what + ": it is too large for " + endpoint + ": " + text, failed);
            case PERMISSION_DENIED, UNAUTHENTICATED -> new CallFailed(CallFailed.Kind.REFUSED, what + ": " + endpoint
                    + " does not allow this to the client's certificate (rpc.allow): " + text, failed);
            case UNKNOWN -> text.endsWith(GONE) ? missing(what, endpoint, text, failed) : refused(what, endpoint, text, failed);
            case OK, CANCELLED, INVALID_ARGUMENT, ALREADY_EXISTS, FAILED_PRECONDITION, ABORTED, OUT_OF_RANGE, INTERNAL, DATA_LOSS ->
                refused(what, endpoint, text, failed);
        };
    }

    private static CallFailed missing(String what, String endpoint, String text, StatusRuntimeException failed) {
        return new CallFailed(CallFailed.Kind.MISSING, what + ": " + endpoint + " has none (" + text + ")", failed);
    }

    private static CallFailed refused(String what, String endpoint, String text, StatusRuntimeException failed) {
        return new CallFailed(CallFailed.Kind.REFUSED, what + ": " + endpoint + " refuses: " + text + " (" + failed.getStatus().getCode() + ")", failed);
    }
}
