package dev.lamplighter.console.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.timeline.Boot;
import dev.lamplighter.timeline.Boot.State;
import dev.lamplighter.timeline.Diagnosis;
import dev.lamplighter.timeline.Stage;
import dev.lamplighter.timeline.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BootMetricsTest {

    @Test
    void a_boot_is_counted_when_it_ends_and_once_however_often_it_is_told() {
        try (var lab = new Scrapes()) {
            lab.metrics().hear(List.of(boot("a", State.UNDER_WAY), boot("b", State.UNDER_WAY)));
            assertThat(lab.value("lamplighter_boots_under_way")).isEqualTo("2.0");
            assertThat(lab.value("lamplighter_boots_total{result=\"done\"}")).isEqualTo("0.0");
            lab.metrics().hear(List.of(boot("a", State.DONE)));
            lab.metrics().hear(List.of(boot("a", State.DONE), boot("b", State.STOPPED)));
            lab.metrics().hear(List.of(boot("b", State.STOPPED)));
            assertThat(lab.value("lamplighter_boots_under_way")).isEqualTo("0.0");
            assertThat(lab.value("lamplighter_boots_total{result=\"done\"}")).isEqualTo("1.0");
            assertThat(lab.value("lamplighter_boots_total{result=\"stopped\"}")).isEqualTo("1.0");
            assertThat(lab.value("lamplighter_boot_stops_total{cause=\"no-group\"}")).isEqualTo("1.0");
        }
    }

    @Test
    void a_boot_that_went_on_after_it_had_stopped_is_counted_as_both() {
        try (var lab = new Scrapes()) {
            for (State state : List.of(State.STOPPED, State.UNDER_WAY, State.DONE)) {
                lab.metrics().hear(List.of(boot("a", state)));
            }
            assertThat(lab.value("lamplighter_boots_total{result=\"done\"}")).isEqualTo("1.0");
            assertThat(lab.value("lamplighter_boots_total{result=\"stopped\"}")).isEqualTo("1.0");
        }
    }

    @Test
    void each_stage_lasts_until_the_next_one_that_the_boot_came_to() {
        assertThat(StageTimes.of(boot("a", State.DONE))).containsOnly(Map.entry(Stage.FIRMWARE, Duration.ofSeconds(2)),
                Map.entry(Stage.LOADER, Duration.ofSeconds(5)), Map.entry(Stage.SCRIPT, Duration.ofSeconds(3)),
                Map.entry(Stage.CONFIG, Duration.ofSeconds(1)));
        try (var lab = new Scrapes()) {
            lab.metrics().hear(List.of(boot("a", State.DONE), boot("b", State.STOPPED)));
            assertThat(lab.value("lamplighter_boot_stage_duration_seconds_sum{stage=\"loader\"}")).isEqualTo("5.0");
            assertThat(lab.value("lamplighter_boot_stage_duration_seconds_count{stage=\"loader\"}")).isEqualTo("1");
            assertThat(lab.value("lamplighter_boot_stage_duration_seconds_count{stage=\"kernel\"}")).isEqualTo("0");
            assertThat(lab.value("lamplighter_boot_duration_seconds_sum")).isEqualTo("11.0");
        }
    }

    @Test
    void what_nothing_was_heard_of_for_long_is_not_under_way() {
        try (var lab = new Scrapes()) {
            lab.metrics().hear(List.of(boot("old", State.UNDER_WAY, Told.NOON.minus(Duration.ofHours(1)))));
            assertThat(lab.value("lamplighter_boots_under_way")).isEqualTo("0.0");
        }
    }

    @Test
    void only_so_many_boots_are_remembered() {
        try (var lab = new Scrapes()) {
            for (int i = 0; i < Metrics.MOST_BOOTS + 10; i++) {
                lab.metrics().hear(List.of(boot("boot-" + i, State.UNDER_WAY)));
            }
            assertThat(lab.value("lamplighter_boots_under_way")).isEqualTo(Double.toString(Metrics.MOST_BOOTS));
        }
    }

    /** One that is done and one that stopped. */
    void boots(Metrics metrics) {
        metrics.hear(List.of(boot("a", State.DONE), boot("b", State.STOPPED)));
    }

    private static Boot boot(String id, State state) {
        return boot(id, state, Told.NOON);
    }

    private static Boot boot(String id, State state, Instant began) {
        var steps = List.of(step(Stage.FIRMWARE, began), step(Stage.FIRMWARE, began.plusSeconds(1)), step(Stage.LOADER, began.plusSeconds(2)),
                step(Stage.SCRIPT, began.plusSeconds(7)), step(Stage.CONFIG, began.plusSeconds(10)));
        Optional<Diagnosis> diagnosis = state == State.STOPPED ? Optional.of(new Diagnosis("no-group", "no group selects it", "the selectors")) : Optional.empty();
        return new Boot(id, Optional.of(Told.NODE1), Optional.empty(), Set.of(), Optional.empty(), began, began.plusSeconds(11), Stage.CONFIG, state, steps, diagnosis);
    }

    private static Step step(Stage stage, Instant at) {
        return new Step(stage, Step.Result.DONE, at, Duration.ZERO, "something", 0, 0, 1, Optional.empty());
    }
}
