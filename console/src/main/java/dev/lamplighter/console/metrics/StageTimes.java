package dev.lamplighter.console.metrics;

import dev.lamplighter.timeline.Boot;
import dev.lamplighter.timeline.Stage;
import dev.lamplighter.timeline.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;

/** How long each stage of a boot took: until the first step of the next stage that it came to, and the last one until the boot's end. */
final class StageTimes {

    private StageTimes() {}

    static Map<Stage, Duration> of(Boot boot) {
        Map<Stage, Instant> began = new EnumMap<>(Stage.class);
        for (Step step : boot.steps()) {
            began.merge(step.stage(), step.at(), (one, other) -> one.isBefore(other) ? one : other);
        }
        Map<Stage, Duration> took = new EnumMap<>(Stage.class);
        Instant end = boot.last();
        for (Stage stage : began.keySet().stream().sorted(Comparator.reverseOrder()).toList()) {
            Instant from = began.get(stage);
            Duration span = Duration.between(from, end);
            took.put(stage, span.isNegative() ? Duration.ZERO : span);
            end = from.isBefore(end) ? from : end;
        }
        return took;
    }
}
