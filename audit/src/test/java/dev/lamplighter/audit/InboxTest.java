package dev.lamplighter.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxTest {

    @TempDir
    Path state;

    private static AuditRecord record(String object) {
        return new Records(Contents.CHANGES, Users.none()).change(Told.change(Told.TERRAFORM, object, Optional.empty(), Optional.empty()));
    }

    @Test
    void what_commands_leave_is_taken_once_in_its_order_with_the_owner_that_the_file_system_proves() throws Exception {
        var inbox = new Inbox(state);
        inbox.leave(List.of(record("a"), record("b")));
        Thread.sleep(2);
        new Inbox(state).leave(List.of(record("c")));
        assertThat(inbox.look()).hasSize(3);
        var taken = inbox.take();
        assertThat(taken).extracting(record -> record.text("object")).containsExactly("a", "b", "c");
        long me = Integer.toUnsignedLong((Integer) Files.getAttribute(state, "unix:uid"));
        assertThat(taken).allSatisfy(record -> assertThat(record.members()).containsEntry("uid", me).containsEntry("way", "command"));
        assertThat(inbox.take()).isEmpty();
        assertThat((Integer) Files.getAttribute(state.resolve("audit-inbox"), "unix:mode") & 07777).isEqualTo(01770);
        assertThat(taken).allSatisfy(record -> assertThat(Instant.parse(record.text("time"))).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1)));
    }

    @Test
    void what_is_no_record_of_a_change_is_passed_over() throws Exception {
        var inbox = new Inbox(state);
        inbox.leave(List.of());
        Files.writeString(state.resolve("audit-inbox/0-hostile.jsonl"), "{\"schema\":1,\"kind\":\"read\"}\nnonsense\n");
        Files.createSymbolicLink(state.resolve("audit-inbox/1-link.jsonl"), Path.of("/etc/passwd"));
        assertThat(inbox.take()).isEmpty();
        assertThat(Files.exists(Path.of("/etc/passwd"))).isTrue();
    }

    @Test
    void a_state_that_is_not_there_is_named() {
        assertThatThrownBy(() -> new Inbox(state.resolve("none")).leave(List.of(record("a")))).isInstanceOf(IOException.class).hasMessageContaining("there is no folder");
    }
}
