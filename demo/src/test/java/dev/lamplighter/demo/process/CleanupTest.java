package dev.lamplighter.demo.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanupTest {

    final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    final Cleanup cleanup = new Cleanup(new PrintStream(complaints, true, UTF_8));

    @TempDir
    Path folder;

    @Test
    void the_newest_goes_first_each_goes_once_and_one_that_fails_stops_no_other() {
        var undone = new ArrayList<String>();
        cleanup.atEnd("the oldest", () -> undone.add("oldest"));
        cleanup.atEnd("the middle one", () -> {
            throw new IOException("it is stuck");
        });
        cleanup.atEnd("the newest", () -> undone.add("newest"));
        cleanup.close();
        cleanup.close();
        assertThat(undone).containsExactly("newest", "oldest");
        assertThat(complaints.toString(UTF_8)).isEqualTo("lamplighter demo: cannot clean up the middle one: it is stuck" + System.lineSeparator());
    }

    @Test
    void nothing_is_made_any_more_once_the_end_has_begun() {
        cleanup.close();
        assertThatThrownBy(() -> cleanup.make(() -> "a namespace")).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> cleanup.atEnd("a namespace", () -> {})).isInstanceOf(CancellationException.class);
        assertThat(cleanup.isEnding()).isTrue();
    }

    @Test
    void a_child_tells_its_lines_and_its_end_and_keeps_them_in_its_log() throws Exception {
        var lines = new ArrayList<String>();
        var exit = new CompletableFuture<Integer>();
        var child = Child.start(cleanup, "talker", List.of("sh", "-c", "echo one; echo two >&2; echo ${MATCHBOX_DATA_PATH-unset}; exit 7"), folder, lines::add,
                exit::complete);
        assertThat(exit.get(20, TimeUnit.SECONDS)).isEqualTo(7);
        assertThat(lines).containsExactly("one", "two", "unset");
        assertThat(Files.readAllLines(child.log())).containsExactly("one", "two", "unset");
        assertThat(child.lastWords()).isEqualTo("    one\n    two\n    unset");
    }

    @Test
    void a_child_ends_with_the_demo_even_if_it_does_not_want_to() throws Exception {
        var started = new CompletableFuture<String>();
        var child = Child.start(cleanup, "stubborn", List.of("sh", "-c", "sleep 600 & echo up; wait"), folder, started::complete, _ -> {});
        started.get(20, TimeUnit.SECONDS);
        List<ProcessHandle> family = child.process().descendants().toList();
        assertThat(family).isNotEmpty();
        cleanup.close();
        assertThat(child.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
        for (ProcessHandle descendant : family) {
            descendant.onExit().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_command_that_is_not_there_or_takes_too_long_says_so() {
        assertThat(Command.of("no-such-command-of-ours").run().exit()).isEqualTo(127);
        var slow = Command.of("sleep", "600").within(Duration.ofMillis(50)).run();
        assertThat(slow.exit()).isEqualTo(124);
        assertThat(slow.lastLine()).startsWith("`sleep 600` did not end within");
        assertThat(Command.of("sh", "-c", "echo first; echo last; echo; exit 3").run().lastLine()).isEqualTo("last");
    }
}
