package dev.lamplighter.store.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.model.Arch;
import dev.lamplighter.model.BootIntent;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.event.EventHub;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineStateTest {

    static final Instant THEN = Instant.parse("2026-11-24T00:00:00Z");
    static final Intent DISK = new Intent("node1", Set.of(), BootIntent.NETBOOT_ONCE, BootIntent.DISK, THEN, "has fetched /ignition");

    @TempDir
    Path folder;

    final Events events = new EventHub("test", Clock.systemUTC());

    private MachineState open() throws StoreException {
        return MachineState.open(folder.resolve("machines.sqlite"),
                new StateLimits(3, 3, Duration.ofMillis(10), Duration.ofHours(1), Duration.ofSeconds(2)), events);
    }

    private static Mac mac(int number) {
        return new Mac(Bytes.hex(String.format("525400000%03x", number)));
    }

    private static Seen seen(int number, Instant at) {
        return new Seen(mac(number), Optional.empty(), Optional.empty(), Optional.empty(), at, at);
    }

    private static void eventually(BooleanSupplier what) throws InterruptedException {
        for (int i = 0; i < 1000 && !what.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertThat(what.getAsBoolean()).isTrue();
    }

    @Test
    void what_was_set_is_durable_when_it_is_saved_though_nobody_closes() throws Exception {
        try (var running = open()) {
            running.put(DISK);
            assertThat(running.saved().get()).isEmpty();
            try (var other = open()) {
                assertThat(other.intent("node1")).contains(DISK);
            }
        }
    }

    @Test
    void another_process_changes_an_intent_and_the_running_one_notices() throws Exception {
        try (var server = open()) {
            server.put(DISK);
            server.saved().get();
            try (var command = open()) {
                command.put(new Intent("node1", Set.of(), BootIntent.NETBOOT_ONCE, BootIntent.NETBOOT, THEN, "was set by a command"));
                assertThat(command.saved().get()).isEmpty();
            }
            eventually(() -> server.intent("node1").map(Intent::current).filter(BootIntent.NETBOOT::equals).isPresent());
        }
    }

    @Test
    void a_token_stays_the_same_also_after_a_restart_until_it_is_spent_once() throws Exception {
        String token;
        try (var before = open()) {
            token = before.token("node1");
            assertThat(token).hasSize(32).isEqualTo(before.token("node1")).isNotEqualTo(before.token("node2"));
        }
        try (var after = open()) {
            assertThat(after.ownerOf(token)).contains("node1");
            assertThat(after.spend("node2", token)).isFalse();
            assertThat(after.spend("node1", token)).isTrue();
            assertThat(after.spend("node1", token)).isFalse();
        }
        try (var later = open()) {
            assertThat(later.ownerOf(token)).isEmpty();
        }
    }

    @Test
    void who_was_seen_is_remembered_and_of_too_many_the_one_not_seen_longest_goes() throws Exception {
        try (var before = open()) {
            before.saw(new Seen(mac(1), Optional.of(new UUID(1, 2)), Optional.of(Arch.EFI_X64), Optional.empty(), THEN, THEN));
            before.saw(seen(2, THEN.plusSeconds(1)));
            before.saw(seen(3, THEN.plusSeconds(2)));
            before.saw(new Seen(mac(1), Optional.empty(), Optional.empty(), Optional.of(Ip4.of("192.0.2.7")), THEN.plusSeconds(3), THEN.plusSeconds(3)));
            before.saw(seen(4, THEN.plusSeconds(4)));
        }
        try (var after = open()) {
            assertThat(after.seen()).extracting(Seen::mac).containsExactly(mac(3), mac(1), mac(4));
            assertThat(after.seen(mac(1))).contains(new Seen(mac(1), Optional.of(new UUID(1, 2)), Optional.of(Arch.EFI_X64), Optional.of(Ip4.of("192.0.2.7")),
                    THEN, THEN.plusSeconds(3)));
        }
    }

    @Test
    void made_up_hardware_addresses_push_out_nobody_who_came_back() throws Exception {
        try (var state = open()) {
            state.saw(seen(1, THEN));
            state.saw(seen(1, THEN.plusSeconds(1)));
            for (int i = 2; i < 100; i++) {
                state.saw(seen(i, THEN.plusSeconds(i)));
            }
            assertThat(state.seen()).extracting(Seen::mac).containsExactly(mac(1), mac(98), mac(99));
        }
    }

    @Test
    void tokens_have_a_number_and_the_oldest_goes() throws Exception {
        try (var state = open()) {
            String first = state.token("node1");
            for (String machine : List.of("node2", "node3", "node4")) {
                state.token(machine);
            }
            assertThat(state.ownerOf(first)).isEmpty();
            assertThat(state.ownerOf(state.token("node4"))).contains("node4");
        }
    }

    @Test
    void a_change_of_another_process_that_could_not_be_read_is_read_later() throws Exception {
        try (var state = open(); var other = StateDatabase.open(folder.resolve("machines.sqlite"), StateLimits.DEFAULT)) {
            other.execute("INSERT INTO intent (machine, declared, current, since, why) VALUES ('node1', 'netboot', 'nonsense', 0, '')");
            assertThatThrownBy(other::load).hasMessageContaining("nonsense");
            try (var third = StateDatabase.open(folder.resolve("machines.sqlite"), StateLimits.DEFAULT)) {
                third.execute("UPDATE intent SET current = 'nonsense again'");
                assertThat(other.changedElsewhere()).isTrue();
                assertThatThrownBy(other::load).hasMessageContaining("nonsense");
                assertThat(other.changedElsewhere()).isTrue();
                third.execute("UPDATE intent SET current = 'disk'");
            }
            eventually(() -> state.intent("node1").map(Intent::current).filter(BootIntent.DISK::equals).isPresent());
        }
    }

    @Test
    void a_database_of_the_version_before_is_taken_over() throws Exception {
        try (var old = StateDatabase.open(folder.resolve("machines.sqlite"), StateLimits.DEFAULT)) {
            old.execute("ALTER TABLE intent DROP COLUMN marks");
            old.execute("INSERT INTO intent (machine, declared, current, since, why) VALUES ('node1', 'netboot-once', 'disk', 0, 'x')");
            old.execute("PRAGMA user_version = 1");
        }
        try (var state = open()) {
            assertThat(state.intent("node1").map(Intent::current)).contains(BootIntent.DISK);
        }
    }

    @Test
    void a_disk_that_cannot_be_written_is_told_and_memory_holds_until_it_can() throws Exception {
        try (var state = open(); var other = StateDatabase.open(folder.resolve("machines.sqlite"), StateLimits.DEFAULT)) {
            other.execute("BEGIN IMMEDIATE");
            state.put(DISK);
            assertThat(state.saved().get()).hasValueSatisfying(why -> assertThat(why).hasMessageContaining("is locked by another program"));
            assertThat(state.intent("node1")).contains(DISK);
            other.execute("ROLLBACK");
            eventually(() -> state.saved().join().isEmpty());
            assertThat(other.load().intents()).containsExactly(DISK);
        }
    }

    @Test
    void a_folder_that_is_missing_and_a_file_of_somebody_else_are_refused_with_a_sentence() throws Exception {
        assertThatThrownBy(() -> MachineState.open(folder.resolve("none/machines.sqlite"), StateLimits.DEFAULT, events)).hasMessageStartingWith("There is no folder");
        Files.writeString(folder.resolve("machines.sqlite"), "this is no database, and long enough to be looked at as one");
        assertThatThrownBy(this::open).hasMessageContaining("is damaged, or not a database");
    }

    @Test
    void without_a_folder_everything_works_and_is_forgotten() throws Exception {
        try (var state = MachineState.inMemory(events)) {
            state.put(DISK);
            assertThat(state.saved().get()).isEmpty();
            assertThat(state.intent("node1")).contains(DISK);
            state.forget("node1");
            assertThat(state.intent("node1")).isEmpty();
        }
    }
}
