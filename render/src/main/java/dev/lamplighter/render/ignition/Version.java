package dev.lamplighter.render.ignition;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A semantic version such as {@code 3.7.0-experimental}, read as leniently as CoreOS' programs do: numbers may begin with zeros.
 *
 * @param preRelease what follows the hyphen; empty if there is none
 * @param metadata what follows the plus sign; empty if there is none
 */
public record Version(long major, long minor, long patch, String preRelease, String metadata) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\.(\\d{1,18})\\.(\\d{1,18})(?:-([0-9A-Za-z.-]*))?(?:\\+([0-9A-Za-z.-]*))?");

    /** Reads a version; empty if the text is none. */
    public static Optional<Version> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Version(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)),
                Optional.ofNullable(matcher.group(4)).orElse(""), Optional.ofNullable(matcher.group(5)).orElse("")));
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch + (preRelease.isEmpty() ? "" : "-" + preRelease) + (metadata.isEmpty() ? "" : "+" + metadata);
    }
}
