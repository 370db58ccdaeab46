package dev.lamplighter.cli.remote;

import java.time.Duration;

/** Times as {@code --timeout} writes them. */
final class RemoteTime {

    private RemoteTime() {}

    static String text(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }
}
