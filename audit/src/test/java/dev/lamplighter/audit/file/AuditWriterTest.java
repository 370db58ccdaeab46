package dev.lamplighter.audit.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.audit.AuditRecord;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.EventHub;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditWriterTest {

    @TempDir
    Path folder;

    final EventHub events = new EventHub("test", Clock.systemUTC());
    final List<String> notices = new CopyOnWriteArrayList<>();
    Path file;

    @BeforeEach
    void listen() {
        file = folder.resolve("audit.jsonl");
        events.subscribe(1024, event -> {
            if (event instanceof BootEvent.Notice notice) {
                notices.add(notice.code());
            }
        });
    }

    @AfterEach
    void nothingElseLiesAround() {
        assertThat(folder.toFile().list()).allMatch(name -> name.startsWith("audit.jsonl"));
    }

    private static AuditRecord record(int number) {
        var members = new LinkedHashMap<String, Object>();
        members.put("schema", 1L);
        members.put("kind", "change");
        members.put("object", "groups/" + number + ".json");
        return new AuditRecord(members);
    }

    private List<AuditRecord> written() throws Exception {
        var all = new ArrayList<AuditRecord>();
        AuditFiles.read(file, all::add);
        return all;
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("within half a minute").isLessThan(end);
            Thread.sleep(20);
        }
    }

    @Test
    void records_are_lines_that_only_the_owner_writes_and_the_group_reads() throws Exception {
        try (var writer = AuditWriter.open(file, 1 << 20, 2, 100, events)) {
            writer.accept(record(1));
            until(() -> written().equals(List.of(record(1))));
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
            writer.accept(record(2));
        }
        assertThat(written()).containsExactly(record(1), record(2));
    }

    @Test
    void files_follow_each_other_and_the_oldest_goes() throws Exception {
        int line = record(1).line().length() + 1;
        try (var audit = new AuditFile(file, line * 2L, 2)) {
            for (int number = 0; number < 9; number++) {
                audit.append((record(number).line() + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
        assertThat(written()).containsExactly(record(4), record(5), record(6), record(7), record(8));
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("audit.jsonl", "audit.jsonl.1", "audit.jsonl.2");
    }

    @Test
    void a_line_that_a_crash_has_torn_is_passed_over_and_what_follows_is_whole() throws Exception {
        Files.writeString(file, record(1).line() + "\n{\"schema\":1,\"ki");
        try (var writer = AuditWriter.open(file, 1 << 20, 2, 100, events)) {
            writer.accept(record(2));
        }
        assertThat(written()).containsExactly(record(1), record(2));
    }

    @Test
    void a_file_that_somebody_moves_away_is_begun_anew() throws Exception {
        try (var writer = AuditWriter.open(file, 1 << 20, 2, 100, events)) {
            writer.accept(record(1));
            until(() -> written().size() == 1);
            Files.move(file, folder.resolve("audit.jsonl.old"));
            writer.accept(record(2));
            until(() -> written().equals(List.of(record(2))));
        }
    }

    @Test
    void a_full_disk_is_told_once_and_what_waited_is_written_when_there_is_room_again() throws Exception {
        Assumptions.assumeTrue(Files.isWritable(Path.of("/dev/full")), "skipped: there is no /dev/full");
        Files.createSymbolicLink(file, Path.of("/dev/full"));
        try (var writer = AuditWriter.open(file, 1 << 20, 2, 100, events)) {
            for (int number = 0; number < 250; number++) {
                writer.accept(record(number));
                Thread.sleep(1);
            }
            until(() -> notices.contains("audit-not-written"));
            Files.delete(file);
            until(() -> notices.contains("audit-written"));
        }
        assertThat(notices).containsExactly("audit-not-written", "audit-lost", "audit-written");
        var all = written();
        assertThat(all.subList(0, 100)).containsExactlyElementsOf(IntStream.range(0, 100).mapToObj(AuditWriterTest::record).toList());
        var lost = all.stream().filter(record -> record.kind().equals("lost")).toList();
        assertThat(lost).hasSize(1);
        assertThat(all.size() - 1 + Long.parseLong(lost.getFirst().text("count"))).as("every record is there or counted").isEqualTo(250);
    }

    @Test
    void who_makes_records_never_waits_and_what_is_too_much_is_counted() throws Exception {
        try (var writer = AuditWriter.open(file, 100 << 20, 2, 10, events)) {
            for (int number = 0; number < 20_000; number++) {
                writer.accept(record(number));
            }
        }
        var all = written();
        long lost = all.stream().filter(record -> record.kind().equals("lost")).mapToLong(record -> Long.parseLong(record.text("count"))).sum();
        assertThat(all.stream().filter(record -> record.kind().equals("change")).count() + lost).isEqualTo(20_000);
    }

    @Test
    void what_was_there_is_kept_by_the_next_process() throws Exception {
        Files.writeString(file, record(1).line() + "\n", StandardOpenOption.CREATE);
        AuditWriter.open(file, 1 << 20, 2, 100, events).close();
        assertThat(written()).containsExactly(record(1));
    }
}
