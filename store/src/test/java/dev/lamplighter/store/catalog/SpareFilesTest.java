package dev.lamplighter.store.catalog;

import static dev.lamplighter.store.catalog.TemplateKind.GENERIC;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that were replaced are written again, and nobody who still sees one notices. */
class SpareFilesTest {

    /** More than enough for the write log to begin again some times, each of which makes spare files ready. */
    private static final int MANY = 400;

    private static final String LARGE = "x".repeat(40_000);

    @TempDir
    Path temporary;

    final RecordedEvents events = new RecordedEvents();
    DataFolder data;
    FileCatalogStore store;

    @BeforeEach
    void open() throws IOException {
        data = new DataFolder(temporary.resolve("data"));
        Files.createDirectories(data.path());
        store = new FileCatalogStore(data.path(), FileCatalogSettings.defaults(), events);
        put("probe", "probe");
        assumeTrue(Files.isDirectory(spares()), "skipped: files cannot change places here");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Path spares() {
        return data.path().resolve(SpareFiles.FOLDER);
    }

    private Path file(String name) {
        return data.path().resolve("generic").resolve(name);
    }

    private void put(String name, String text) {
        try {
            store.commit(List.of(new Change.PutTemplate(GENERIC, name, Bytes.utf8(text))), OptionalLong.empty(), new Actor("", ""));
        } catch (StoreException failed) {
            throw new AssertionError(failed);
        }
    }

    private void putMany(String name) {
        for (int i = 0; i < MANY; i++) {
            put(name, LARGE + i);
        }
    }

    private static Object inode(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino");
    }

    @Test
    void few_files_hold_what_is_put_many_times() throws Exception {
        Set<Object> inodes = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            put("t", LARGE + i);
            assertThat(Files.readString(file("t"))).isEqualTo(LARGE + i);
            inodes.add(inode(file("t")));
        }
        assertThat(inodes).hasSizeLessThan(MANY / 2);
    }

    @Test
    void who_has_an_old_version_open_keeps_it() throws Exception {
        put("t", "old");
        try (var reader = Files.newInputStream(file("t"))) {
            putMany("t");
            assertThat(new String(reader.readAllBytes(), UTF_8)).isEqualTo("old");
        }
    }

    @Test
    void a_second_name_of_a_file_keeps_the_old_version() throws Exception {
        put("t", "old");
        Files.createLink(file("second"), file("t"));
        putMany("t");
        assertThat(Files.readString(file("second"))).isEqualTo("old");
    }

    @Test
    void a_file_that_others_may_read_is_not_written_again_as_another() throws Exception {
        put("t", "old");
        Files.setPosixFilePermissions(file("t"), PosixFilePermissions.fromString("rw-rw-rw-"));
        putMany("u");
        put("t", "new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("t")))).isEqualTo("rw-rw-rw-");
        putMany("u");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("u")))).startsWith("rw-r--r--");
    }

    @Test
    void what_is_removed_is_written_again_too_and_is_gone_meanwhile() throws Exception {
        putMany("t");
        Object removed = inode(file("t"));
        store.commit(List.of(new Change.DeleteTemplate(GENERIC, "t")), OptionalLong.empty(), new Actor("", ""));
        assertThat(file("t")).doesNotExist();
        assertThat(store.content(GENERIC, "t")).isInstanceOf(Stored.Missing.class);
        put("u", "new");
        assertThat(inode(file("u"))).as("its name may not have reached the disk yet").isNotEqualTo(removed);
    }

    @Test
    void nothing_of_it_is_left_after_the_end_nor_after_a_sudden_one() throws Exception {
        putMany("t");
        store.close();
        assertThat(spares()).doesNotExist();
        Files.createDirectories(spares());
        Files.writeString(spares().resolve("7"), "left by a process that was killed");
        open();
        assertThat(spares().resolve("7")).doesNotExist();
    }

    @Test
    void a_hand_that_puts_a_file_there_by_a_rename_is_seen_each_time() throws Exception {
        for (int i = 0; i < 200; i++) {
            var change = new Change.PutGroup(new Group("g", "", "put" + i, Map.of("t", "a"), Map.of()));
            store.commit(List.of(change), OptionalLong.empty(), new Actor("", ""));
            data.write("generic/beside", DataFolder.group("a", "hand" + i));
            Files.move(file("beside"), data.path().resolve("groups/g.json"), StandardCopyOption.REPLACE_EXISTING);
            assertThat(store.current().groups().getFirst().group().profile()).isEqualTo("hand" + i);
        }
    }
}
