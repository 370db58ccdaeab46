package dev.lamplighter.demo.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.EventJson;
import dev.lamplighter.model.event.Stamp;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLineTest {

    @Test
    void what_the_appliance_writes_is_read_back() {
        String hostile = "a\"b\\c\n\u0000\u001b\u2028\ud83d\udca1é";
        var line = EventJson.line(new BootEvent.Notice(new Stamp("lab", 7, Instant.EPOCH, 1), BootEvent.Notice.Level.WARN, "code", hostile));
        var event = EventLine.parse(line).orElseThrow();
        assertThat(event.kind()).isEqualTo("notice");
        assertThat(event.text("sentence")).isEqualTo(hostile);
        assertThat(event.number("seq")).isEqualTo(7);
        assertThat(event.has("reason")).isFalse();
        assertThat(event.text("reason")).isEmpty();
    }

    @Test
    void spaces_between_are_allowed() {
        assertThat(EventLine.parse(" { \"a\" : \"b c\", \"d\": -1.5 ,\"e\":true } ").orElseThrow().fields())
                .containsEntry("a", "b c").containsEntry("d", "-1.5").containsEntry("e", "true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "{\"a\"}", "{\"a\":}", "{\"a\":\"b}", "{\"a\":\"\\u12\"}", "{\"a\":\"\\q\"}", "{\"a\":{}}",
        "{\"a\":1}x", "{\"a\":1,}", "listening on port 67"})
    void what_is_no_flat_object_is_no_event(String line) {
        assertThat(EventLine.parse(line)).isEmpty();
    }

    @Test
    void no_line_whatever_makes_the_reader_fail() {
        var random = new Random(7);
        String line = "{\"schema\":1,\"kind\":\"tftp\",\"file\":\"\\u0041\\n\",\"bytes\":850528}";
        for (int i = 0; i < 20_000; i++) {
            var mutated = new StringBuilder(line);
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                mutated.setCharAt(random.nextInt(mutated.length()), (char) random.nextInt(130));
            }
            mutated.setLength(random.nextInt(mutated.length() + 1));
            EventLine.parse(mutated.toString()).ifPresent(event -> assertThat(event.number("bytes")).isNotNegative());
        }
    }
}
