package dev.lamplighter.appliance;

import java.util.Optional;

/** What this build calls itself. */
final class Version {

    private Version() {}

    static String text() {
        return "lamplighter " + number();
    }

    static String number() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("(not packaged)");
    }
}
