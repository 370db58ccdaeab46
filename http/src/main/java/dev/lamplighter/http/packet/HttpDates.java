package dev.lamplighter.http.packet;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates of HTTP headers (RFC 9110 section 5.6.7): written in one form, read in three. The name of the day is not checked against the date. */
public final class HttpDates {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US).withZone(ZoneOffset.UTC);
    private static final List<String> MONTHS = List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    private static final String TIME = "(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)";
    private static final List<Pattern> FORMS = List.of(
            Pattern.compile("(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\\d\\d) (?<month>[A-Z][a-z]{2}) (?<year>\\d{4}) " + TIME + " GMT"),
            Pattern.compile("(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\\d\\d)-(?<month>[A-Z][a-z]{2})-(?<year>\\d\\d) " + TIME + " (?:GMT|UTC)"),
            Pattern.compile("(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?<month>[A-Z][a-z]{2}) (?<day>[ \\d]\\d) " + TIME + " (?<year>\\d{4})"));

    private HttpDates() {}

    public static String format(Instant instant) {
        return FORM.format(instant);
    }

    /** The moment that {@code header} names; empty when it is in none of the three forms. */
    public static Optional<Instant> parse(String header) {
        if (header.length() > 40) {
            return Optional.empty();
        }
        return FORMS.stream().map(form -> form.matcher(header)).filter(Matcher::matches).findFirst().flatMap(HttpDates::moment);
    }

    private static Optional<Instant> moment(Matcher parts) {
        int year = number(parts, "year");
        if (year < 100) {
            year += year < 69 ? 2000 : 1900;
        }
        try {
            return Optional.of(LocalDateTime.of(year, MONTHS.indexOf(parts.group("month")) + 1, number(parts, "day"),
                    number(parts, "hour"), number(parts, "minute"), number(parts, "second")).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static int number(Matcher parts, String group) {
        return Integer.parseInt(parts.group(group).strip());
    }
}
