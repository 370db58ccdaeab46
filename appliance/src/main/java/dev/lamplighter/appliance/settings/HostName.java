package dev.lamplighter.appliance.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a name of a host looks like (RFC 1123 section 2.1), with the underscore that networks in use have as well. */
final class HostName {

    /** How such a name is written, for messages. */
    static final String HOW = "a host name: labels of letters, digits, hyphens and underscores, 1 to 63 each, joined by single dots, 253 in all";

    private static final int LONGEST = 253;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,63}(?:\\.[A-Za-z0-9_-]{1,63})*");

    private HostName() {}

    static Optional<String> parse(String text) {
        return text.length() <= LONGEST && NAME.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }
}
