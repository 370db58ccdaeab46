package dev.lamplighter.appliance.settings;

/** How DNS serves: whether every question is a line of the log, and how many of one address are answered in a second (0: all). */
public record DnsTuning(boolean logQueries, int rateLimit) {

    static DnsTuning of(Merged merged) throws SettingsException {
        return new DnsTuning(Values.truth(merged.get(Keys.DNS_LOG_QUERIES), "dns.log-queries"),
                Values.number(merged.get(Keys.DNS_RATE_LIMIT), "dns.rate-limit", 0, 10_000_000));
    }
}
