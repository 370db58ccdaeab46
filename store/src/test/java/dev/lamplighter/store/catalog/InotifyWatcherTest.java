package dev.lamplighter.store.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InotifyWatcherTest {

    @TempDir
    Path temporary;

    InotifyWatcher watcher;

    @BeforeEach
    void open() throws CannotWatch {
        watcher = new InotifyWatcher(temporary);
    }

    @AfterEach
    void close() {
        watcher.close();
    }

    @Test
    void nothing_is_told_where_nothing_happened() throws Exception {
        watcher.followFolder(temporary);
        assertThat(watcher.drain()).isEqualTo(Changes.NONE);
        Files.writeString(temporary.resolve("x"), "x");
        assertThat(watcher.drain().paths()).containsExactly(temporary.resolve("x"));
        assertThat(watcher.drain()).isEqualTo(Changes.NONE);
    }

    @Test
    void what_lies_beside_a_followed_file_is_of_no_interest() throws Exception {
        var file = Files.writeString(temporary.resolve("file"), "x");
        watcher.follow(file);
        Files.writeString(temporary.resolve("beside"), "x");
        assertThat(watcher.drain()).isEqualTo(Changes.NONE);
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        assertThat(watcher.drain().paths()).containsExactly(file);
    }

    @Test
    void a_forgotten_file_is_not_told() throws Exception {
        var file = Files.writeString(temporary.resolve("file"), "x");
        watcher.follow(file);
        watcher.forget(file);
        Files.writeString(file, "y");
        assertThat(watcher.drain()).isEqualTo(Changes.NONE);
    }

    @Test
    void a_file_below_folders_that_do_not_exist_yet_is_told_at_each_step() throws Exception {
        var file = temporary.resolve("a/b/file");
        for (Path made : new Path[] {temporary.resolve("a"), temporary.resolve("a/b")}) {
            watcher.follow(file);
            Files.createDirectory(made);
            assertThat(watcher.drain().paths()).as(made.toString()).containsExactly(file);
        }
        watcher.follow(file);
        Files.writeString(file, "x");
        assertThat(watcher.drain().paths()).containsExactly(file);
    }

    @Test
    void a_folder_above_the_data_that_may_only_be_passed_through_is_left_unwatched() throws Exception {
        var data = Files.createDirectories(temporary.resolve("passage/data"));
        var file = Files.writeString(data.resolve("file"), "x");
        may(temporary.resolve("passage"), "rwx--x--x", "-wx--x--x");
        try (var passing = new InotifyWatcher(data)) {
            passing.follow(file);
            Files.writeString(file, "y");
            assertThat(passing.drain().paths()).containsExactly(file);
        } finally {
            may(temporary.resolve("passage"), "-wx--x--x", "rwx--x--x");
        }
    }

    @Test
    void a_folder_of_the_data_that_may_not_be_listed_is_named_with_the_true_cause() throws Exception {
        var data = Files.createDirectories(temporary.resolve("data"));
        may(data, "rwxr-xr-x", "-wx--x--x");
        try (var refused = new InotifyWatcher(data)) {
            assertThatThrownBy(() -> refused.follow(data.resolve("file"))).isInstanceOf(CannotWatch.class)
                    .hasMessage("cannot watch the folder " + data + " (permission denied: this process may not list it)");
        } finally {
            may(data, "-wx--x--x", "rwxr-xr-x");
        }
    }

    private static void may(Path folder, String before, String rights) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(rights));
        if (!rights.startsWith("r") && Files.isReadable(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(before));
            assumeTrue(false, "skipped: this user may list every folder");
        }
    }

    @Test
    void the_rights_of_a_listed_folder_are_told() throws Exception {
        var data = Files.createDirectories(temporary.resolve("data"));
        try (var watching = new InotifyWatcher(data)) {
            watching.followFolder(data);
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
            assertThat(watching.drain().paths()).contains(data);
        }
    }

    @Test
    void when_the_kernel_lost_events_everything_may_have_changed() throws Exception {
        int queued = queueLength();
        assumeTrue(queued <= 200_000, "skipped: this kernel queues " + queued + " events, filling that takes too long");
        watcher.followFolder(temporary);
        var one = Files.createFile(temporary.resolve("one"));
        var two = Files.createFile(temporary.resolve("two"));
        for (int i = 0; i <= queued; i++) {
            Files.setLastModifiedTime(i % 2 == 0 ? one : two, FileTime.fromMillis(i));
        }
        assertThat(watcher.drain().everything()).isTrue();
        assertThat(watcher.drain()).isEqualTo(Changes.NONE);
    }

    private static int queueLength() throws IOException {
        var setting = Path.of("/proc/sys/fs/inotify/max_queued_events");
        assumeTrue(Files.isReadable(setting), "skipped: no " + setting + " here");
        return Integer.parseInt(Files.readAllLines(setting).getFirst());
    }
}
