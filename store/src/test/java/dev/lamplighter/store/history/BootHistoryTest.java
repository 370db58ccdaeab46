package dev.lamplighter.store.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.EventHub;
import dev.lamplighter.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootHistoryTest {

    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    static final Duration SOON = Duration.ofMillis(5);

    @TempDir
    Path folder;

    final EventHub events = new EventHub("test", Clock.systemUTC());
    final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void boots_are_there_after_a_restart_newest_first_and_by_every_name_of_their_machine() throws Exception {
        try (var history = open(limits(100, 100))) {
            history.keep(boot("a-1", 1, "started"));
            history.keep(boot("a-2", 2, "done"));
            history.keep(boot("a-1", 1, "stopped"));
        }
        try (var history = open(limits(100, 100))) {
            assertThat(history.find(Optional.empty(), 10)).extracting(PastBoot::id, PastBoot::text)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("a-2", "done"), org.assertj.core.groups.Tuple.tuple("a-1", "stopped"));
            assertThat(history.find(Optional.of("52:54:00:00:00:01"), 10)).extracting(PastBoot::id).containsExactly("a-1");
            assertThat(history.find(Optional.of("192.0.2.2"), 10)).extracting(PastBoot::id).containsExactly("a-2");
            assertThat(history.find(Optional.of("nobody"), 10)).isEmpty();
            assertThat(history.find(Optional.empty(), 1)).extracting(PastBoot::id).containsExactly("a-2");
        }
    }

    @Test
    void what_is_too_old_or_too_much_goes_and_its_names_with_it() throws Exception {
        try (var history = open(limits(3, 100))) {
            history.keep(new PastBoot("old", Set.of("x"), NOON.minus(Duration.ofDays(40)), NOON.minus(Duration.ofDays(31)), "old"));
            for (int i = 1; i <= 5; i++) {
                history.keep(boot("a-" + i, i, "done"));
            }
        }
        try (var history = open(limits(3, 100))) {
            eventually(() -> ids(history).equals(List.of("a-5", "a-4", "a-3")));
            assertThat(history.find(Optional.of("x"), 10)).isEmpty();
            assertThat(history.find(Optional.of("192.0.2.1"), 10)).isEmpty();
        }
    }

    @Test
    void a_full_disk_is_told_once_what_waits_is_bounded_and_room_is_enough_to_go_on() throws Exception {
        try (var _ = events.subscribe(100, event -> told.add(((BootEvent.Notice) event).code())); var history = open(limits(10_000, 20))) {
            history.execute("PRAGMA max_page_count = 8");
            String large = "x".repeat(20_000);
            for (int i = 0; i < 30; i++) {
                history.keep(boot("a-" + i, i, large));
            }
            eventually(() -> told.contains("history-not-written"));
            assertThat(ids(history)).isEmpty();
            history.execute("PRAGMA max_page_count = 100000");
            eventually(() -> ids(history).size() == 20);
            eventually(() -> told.equals(List.of("history-not-written", "history-written")));
            assertThat(ids(history)).as("those that waited for the longest time are lost").startsWith("a-29").endsWith("a-10");
        }
    }

    @Test
    void a_file_of_another_program_is_left_alone() throws Exception {
        Files.writeString(folder.resolve("boots.sqlite"), "this is no database, and long enough to be taken for one if nobody looks".repeat(20));
        assertThatThrownBy(() -> open(limits(1, 1))).isInstanceOf(StoreException.class).hasMessageContaining("boots.sqlite");
        assertThatThrownBy(() -> BootHistory.open(folder.resolve("none/boots.sqlite"), limits(1, 1), () -> NOON, events)).isInstanceOf(StoreException.class)
                .hasMessageContaining("There is no folder");
    }

    private BootHistory open(HistoryLimits limits) throws StoreException {
        return BootHistory.open(folder.resolve("boots.sqlite"), limits, () -> NOON, events);
    }

    private static HistoryLimits limits(int boots, int waiting) {
        return new HistoryLimits(Duration.ofDays(30), boots, waiting, SOON, SOON, Duration.ofSeconds(2));
    }

    private static PastBoot boot(String id, int number, String text) {
        Instant at = NOON.minusSeconds(1000).plusSeconds(number);
        return new PastBoot(id, Set.of("52:54:00:00:00:0" + number, "192.0.2." + number), at, at.plusSeconds(1), text);
    }

    private static List<String> ids(BootHistory history) {
        try {
            return history.find(Optional.empty(), 1000).stream().map(PastBoot::id).toList();
        } catch (StoreException failure) {
            throw new AssertionError(failure);
        }
    }

    private static void eventually(BooleanSupplier what) throws InterruptedException {
        for (int i = 0; i < 3000 && !what.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertThat(what.getAsBoolean()).isTrue();
    }
}
