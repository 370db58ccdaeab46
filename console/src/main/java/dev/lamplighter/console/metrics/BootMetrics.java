package dev.lamplighter.console.metrics;

import dev.lamplighter.timeline.Boot;
import dev.lamplighter.timeline.Diagnosis;
import dev.lamplighter.timeline.Stage;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Counts boots as they end. It is told each boot that has changed, as often as it changes, and remembers a bounded number of them. */
final class BootMetrics implements Consumer<List<Boot>> {

    private static final double[] STAGES = {0.1, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600};
    private static final double[] BOOTS = {5, 10, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1200};
    private static final double MILLIS = 1e3;

    /** Longer than any stage may be silent: what was not told of since then is not under way. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(15);

    private final Counter boots;
    private final Counter causes;
    private final Histogram whole;
    private final Histogram stages;
    private final Words codes;
    private final int mostBoots;
    private final InstantSource clock;
    /** By the boot's id, the one that was not told of for longest in front. */
    private final Map<String, Standing> known = new LinkedHashMap<>(16, 0.75f, true);

    /** How a boot stood when it was last told of. */
    private record Standing(Boot.State state, Instant last) {}

    BootMetrics(Meters meters, int mostBoots, int mostCodes, InstantSource clock) {
        this.mostBoots = mostBoots;
        this.clock = clock;
        codes = new Words(mostCodes);
        boots = meters.counter(Metric.BOOTS);
        causes = meters.counter(Metric.BOOT_CAUSES);
        whole = meters.histogram(Metric.BOOT_DURATION, BOOTS);
        stages = meters.histogram(Metric.STAGE_DURATION, STAGES);
        meters.gauge(Metric.BOOTS_UNDER_WAY, gauge -> gauge.call((double) underWay()));
        Stream.of(Boot.State.DONE, Boot.State.STOPPED).forEach(state -> boots.initLabelValues(state.key()));
        Stream.of(Stage.values()).forEach(stage -> stages.initLabelValues(stage.key()));
    }

    @Override
    public synchronized void accept(List<Boot> changed) {
        for (Boot boot : changed) {
            Standing before = known.put(boot.id(), new Standing(boot.state(), boot.last()));
            if (before == null || before.state() != boot.state()) {
                count(boot);
            }
        }
        var oldest = known.keySet().iterator();
        while (known.size() > mostBoots) {
            oldest.next();
            oldest.remove();
        }
    }

    private void count(Boot boot) {
        switch (boot.state()) {
            case UNDER_WAY -> { }
            case STOPPED -> {
                boots.labelValues(boot.state().key()).inc();
                causes.labelValues(codes.of(boot.diagnosis().map(Diagnosis::code).orElse(Words.OTHER))).inc();
            }
            case DONE -> {
                boots.labelValues(boot.state().key()).inc();
                whole.observe(boot.took().toMillis() / MILLIS);
                StageTimes.of(boot).forEach((stage, took) -> stages.labelValues(stage.key()).observe(took.toMillis() / MILLIS));
            }
        }
    }

    private synchronized long underWay() {
        Instant from = clock.instant().minus(FORGOTTEN);
        return known.values().stream().filter(boot -> boot.state() == Boot.State.UNDER_WAY && boot.last().isAfter(from)).count();
    }
}
