package dev.lamplighter.appliance.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.appliance.settings.Settings.LogLevel;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.BootEvent.Notice.Level;
import dev.lamplighter.model.event.Stamp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventLogTest {

    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    /** Standard error that counts its writes, and takes none while the disk behind it is full. */
    private static final class Paper extends OutputStream {
        final ByteArrayOutputStream written = new ByteArrayOutputStream();
        int writes;
        boolean full;

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int from, int length) throws IOException {
            if (full) {
                throw new IOException("No space left on device");
            }
            writes++;
            written.write(octets, from, length);
        }

        String text() {
            return written.toString(UTF_8);
        }
    }

    private final Paper paper = new Paper();
    private final EventLog log = new EventLog(LogLevel.INFO, false, paper);

    @Test
    void lines_begin_with_time_and_level_in_columns_and_go_out_together() {
        log.accept(notice(NOON, Level.INFO, "first"));
        log.accept(notice(NOON.plusMillis(7), Level.ERROR, "second"));
        log.accept(notice(NOON.plusSeconds(1).plusNanos(999_999_999), Level.WARN, "third — ü"));
        assertThat(paper.writes).isZero();
        log.flush();
        assertThat(paper.text()).isEqualTo("""
                2026-11-23T12:00:00.000Z INFO  first
                2026-11-23T12:00:00.007Z ERROR second
                2026-11-23T12:00:01.999Z WARN  third — ü
                """);
        assertThat(paper.writes).isEqualTo(1);
        log.flush();
        assertThat(paper.writes).isEqualTo(1);
    }

    @Test
    void what_is_below_the_operators_level_is_left_out() {
        var quiet = new EventLog(LogLevel.ERROR, false, paper);
        quiet.accept(notice(NOON, Level.WARN, "a warning"));
        quiet.accept(notice(NOON, Level.ERROR, "an error"));
        quiet.flush();
        assertThat(paper.text()).isEqualTo("2026-11-23T12:00:00.000Z ERROR an error\n");
    }

    @Test
    void a_full_buffer_goes_out_without_being_asked() {
        for (int i = 0; i < 2000; i++) {
            log.accept(notice(NOON, Level.INFO, "a line of some length, again and again"));
        }
        assertThat(paper.writes).isBetween(2, 10);
        log.flush();
        assertThat(paper.text().lines()).hasSize(2000);
    }

    @Test
    void lines_that_could_not_be_written_are_told_when_writing_works_again() {
        paper.full = true;
        log.accept(notice(NOON, Level.INFO, "lost"));
        log.accept(notice(NOON, Level.INFO, "lost, too"));
        log.flush();
        paper.full = false;
        log.accept(notice(NOON, Level.INFO, "written"));
        log.flush();
        assertThat(paper.text().lines().toList()).hasSize(2).last().isEqualTo("2026-11-23T12:00:00.000Z INFO  written");
        assertThat(paper.text()).contains("WARN  2 lines of the log were lost");
        log.accept(notice(NOON, Level.INFO, "more"));
        log.flush();
        assertThat(paper.text().lines()).hasSize(3);
    }

    @Test
    void as_json_each_line_is_an_object() {
        var json = new EventLog(LogLevel.INFO, true, paper);
        json.accept(notice(NOON, Level.INFO, "first"));
        json.flush();
        assertThat(paper.text()).startsWith("{").contains("\"sentence\":\"first\"").endsWith("}\n");
    }

    private static BootEvent notice(Instant at, Level level, String sentence) {
        return new BootEvent.Notice(new Stamp("lab1", 1, at, 0), level, "code", sentence);
    }
}
