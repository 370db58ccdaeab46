package dev.lamplighter.cli;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** The flag {@code --timeout}, in the forms that {@code bootcmd} knows: {@code 500ms}, {@code 10s}, {@code 2m}; a number alone counts seconds. */
public final class Timeout {

    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|m|h)?");

    private static final Duration LONGEST = Duration.ofHours(1);

    private Timeout() {}

    /** That of the flag, else of {@code LAMPLIGHTER_TIMEOUT}, else {@code unless}. */
    public static Duration of(Arguments arguments, Map<String, String> environment, Duration unless) throws UsageException {
        var given = ClientFiles.value("timeout", arguments, environment);
        return given.isPresent() ? parse(given.get()) : unless;
    }

    private static Duration parse(String text) throws UsageException {
        var form = TIME.matcher(text);
        if (!form.matches()) {
            throw new UsageException("--timeout is a time such as 500ms, 10s or 2m, not \"" + text + "\"");
        }
        long number = Long.parseLong(form.group(1));
        Duration time = switch (form.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case null, default -> Duration.ofSeconds(number);
        };
        if (time.isZero() || time.compareTo(LONGEST) > 0) {
            throw new UsageException("--timeout is more than nothing and an hour at most, not \"" + text + "\"");
        }
        return time;
    }

    /** As it is written. */
    public static String text(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }
}
