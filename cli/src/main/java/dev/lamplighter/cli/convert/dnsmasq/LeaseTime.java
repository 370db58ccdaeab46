package dev.lamplighter.cli.convert.dnsmasq;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A lease time as dnsmasq writes it: a number of seconds, or with m, h, d or w; {@code infinite}; {@code deprecated} says none. */
final class LeaseTime {

    /** What dnsmasq makes of anything shorter. */
    private static final Duration SHORTEST = Duration.ofMinutes(2);
    /** As long as a lease of ours can be. */
    static final Duration LONGEST = Duration.ofDays(0xfffffffeL / 86_400);
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})([smhdw]?)");

    private LeaseTime() {}

    static boolean is(String text) {
        return text.equals("infinite") || text.equals("deprecated") || TIME.matcher(text).matches();
    }

    /** The time; empty for what says none. */
    static Optional<Duration> parse(String text) {
        if (text.equals("infinite")) {
            return Optional.of(LONGEST);
        }
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        Duration time = Duration.ofSeconds(count * switch (matcher.group(2)) {
            case "m" -> 60;
            case "h" -> 3600;
            case "d" -> 86_400;
            case "w" -> 7 * 86_400;
            default -> 1;
        });
        return Optional.of(time.compareTo(SHORTEST) < 0 ? SHORTEST : time.compareTo(LONGEST) > 0 ? LONGEST : time);
    }
}
