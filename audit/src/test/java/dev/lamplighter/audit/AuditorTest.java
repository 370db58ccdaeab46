package dev.lamplighter.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.audit.Records.Selected;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.event.Doer;
import dev.lamplighter.model.event.EventHub;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditorTest {

    static final String DIGEST = "cc".repeat(32);

    final List<AuditRecord> kept = new ArrayList<>();
    final List<AuditRecord> left = new ArrayList<>();

    private Auditor auditor(ReadLimits limits, Contents contents) {
        return new Auditor(contents, Told.USERS, new EventHub("test", Clock.systemUTC()), labels -> new Selected(Optional.of("node1"), Optional.of("g"), Optional.of("p")),
                "open", this::taken, limits, kept::add);
    }

    private List<AuditRecord> taken() {
        var taken = List.copyOf(left);
        left.clear();
        return taken;
    }

    private static AuditRecord ofCommand(String object) {
        var change = Told.change(Told.TERRAFORM, object, Optional.empty(), Told.file("{\"boot\":\"disk\"}", DIGEST));
        return new Records(Contents.CHANGES, Users.none()).change(change).with(Map.of("way", "command", "who", "somebody else", "uid", 1000L));
    }

    @Test
    void a_file_that_a_command_wrote_is_told_once_as_the_commands() {
        var auditor = auditor(ReadLimits.DEFAULT, Contents.CHANGES);
        left.add(ofCommand("machines/a.yaml"));
        auditor.accept(Told.onDisk("machines/a.yaml", DIGEST));
        auditor.accept(Told.onDisk("machines/b.yaml", DIGEST));
        auditor.accept(Told.onDisk("machines/a.yaml", DIGEST));
        assertThat(kept).extracting(record -> record.text("way") + " " + record.text("object"))
                .containsExactly("command machines/a.yaml", "disk machines/b.yaml", "disk machines/a.yaml");
        assertThat(kept.getFirst().text("who")).as("the owner of what it left proves it").isEqualTo("anna");
    }

    @Test
    void so_is_one_that_somebody_at_the_console_wrote() {
        var auditor = auditor(ReadLimits.DEFAULT, Contents.CHANGES);
        auditor.accept(Told.change(new Doer.TokenHolder("ops", Told.TERRAFORM_WIRE), "machines/a.yaml", Optional.empty(), Told.file("{}", DIGEST)));
        auditor.accept(Told.onDisk("machines/a.yaml", DIGEST));
        assertThat(kept).extracting(record -> record.text("way")).containsExactly("console");
    }

    @Test
    void what_a_command_left_is_taken_in_time_and_tells_no_more_than_the_server_may() {
        var auditor = auditor(ReadLimits.DEFAULT, Contents.HASHES);
        left.add(ofCommand("machines/a.yaml"));
        auditor.tick();
        assertThat(kept).hasSize(1).first().matches(record -> !record.has("changes"), "without contents");
    }

    @Test
    void a_flood_of_reads_is_kept_by_its_number_and_hides_nobody_else() {
        var limits = new ReadLimits(5, Duration.ofHours(1), 100, Duration.ofHours(1), 3, Duration.ZERO);
        var auditor = auditor(limits, Contents.CHANGES);
        for (int read = 0; read < 1000; read++) {
            auditor.accept(Told.read("192.0.2.66", Labels.NONE, 404, Optional.empty()));
        }
        auditor.accept(Told.read("192.0.2.50", Labels.NONE, 200, Optional.empty()));
        auditor.tick();
        auditor.tick();
        assertThat(kept).extracting(AuditRecord::kind).containsExactly("read", "read", "read", "read", "read", "read", "left-out");
        assertThat(kept.get(5).text("from")).startsWith("192.0.2.50");
        assertThat(kept.getLast().text("count")).isEqualTo("995");
    }

    @Test
    void a_flood_from_everywhere_is_bounded_too_and_changes_are_always_kept() {
        var auditor = auditor(new ReadLimits(5, Duration.ofHours(1), 100, Duration.ofHours(1), 3, Duration.ZERO), Contents.CHANGES);
        for (int host = 0; host < 1000; host++) {
            auditor.accept(Told.read("10.0." + host / 250 + "." + host % 250, Labels.NONE, 200, Optional.empty()));
        }
        auditor.accept(Told.change(Told.TERRAFORM, "groups/a.json", Optional.empty(), Told.file("{}", DIGEST)));
        auditor.end();
        assertThat(kept.stream().filter(record -> record.kind().equals("read"))).hasSize(100);
        assertThat(kept.getLast().text("count")).isEqualTo("900");
        assertThat(kept).filteredOn(record -> record.kind().equals("change")).hasSize(1);
    }
}
