package dev.lamplighter.appliance.settings;

import java.time.Duration;

/** How long boots are kept that have ended, and how many of them. */
public record HistoryTuning(Duration age, int boots) {

    private static final int MOST_DAYS = 3650;
    private static final int MOST_BOOTS = 10_000_000;

    static HistoryTuning of(Merged merged) throws SettingsException {
        return new HistoryTuning(Duration.ofDays(Values.number(merged.get(Keys.HISTORY_KEEP_DAYS), "history.keep-days", 1, MOST_DAYS)),
                Values.number(merged.get(Keys.HISTORY_KEEP_BOOTS), "history.keep-boots", 1, MOST_BOOTS));
    }
}
