package dev.lamplighter.store.catalog;

import static dev.lamplighter.store.catalog.TemplateKind.GENERIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Profile;
import dev.lamplighter.model.Profile.NetBoot;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a write leaves on the disk, and what it says where the disk refuses. */
class FileWritesTest {

    static final Actor SOMEBODY = new Actor("CN=somebody", "192.0.2.9:1");

    @TempDir
    Path temporary;

    final RecordedEvents events = new RecordedEvents();
    DataFolder data;
    FileCatalogStore store;

    @BeforeEach
    void open() {
        data = new DataFolder(temporary.resolve("data"));
        store = new FileCatalogStore(data.path(), FileCatalogSettings.defaults(), events);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void reopen() {
        store.close();
        open();
    }

    private void commit(Change... changes) throws StoreException {
        store.commit(List.of(changes), OptionalLong.empty(), SOMEBODY);
    }

    private static Change group(String id, String profile) {
        return new Change.PutGroup(new Group(id, "", profile, Map.of("t", "a"), Map.of()));
    }

    private String profile() {
        return store.current().match(Labels.of("t", "a")) instanceof Selection.Matched matched ? matched.group().profile() : "none";
    }

    private List<String> names(String folder) throws IOException {
        try (var all = Files.list(data.path().resolve(folder))) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void files_are_matchbox_files_to_the_byte() throws Exception {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("z", 3.0);
        metadata.put("a", Map.of("b", List.of(1.0, "x<y")));
        commit(new Change.PutGroup(new Group("g", "N & co", "p", Map.of("mac", "52:54:00:00:0d:01", "UUID", "x"), metadata)),
                new Change.PutProfile(new Profile("p", "", "i.ign", "", "g", Optional.of(new NetBoot("/k", List.of(), List.of("a", "b"))))),
                new Change.PutProfile(new Profile("e", "", "", "", "", Optional.of(new NetBoot("", List.of(), List.of())))),
                new Change.PutTemplate(GENERIC, "sub/t", Bytes.utf8("text\n")));
        assertThat(Files.readString(data.path().resolve("groups/g.json"))).isEqualTo("""
                {
                \t"id": "g",
                \t"name": "N \\u0026 co",
                \t"profile": "p",
                \t"selector": {
                \t\t"UUID": "x",
                \t\t"mac": "52:54:00:00:0d:01"
                \t},
                \t"metadata": {
                \t\t"a": {
                \t\t\t"b": [
                \t\t\t\t1,
                \t\t\t\t"x\\u003cy"
                \t\t\t]
                \t\t},
                \t\t"z": 3
                \t}
                }""");
        assertThat(Files.readString(data.path().resolve("profiles/p.json"))).isEqualTo("""
                {
                \t"id": "p",
                \t"ignition_id": "i.ign",
                \t"boot": {
                \t\t"kernel": "/k",
                \t\t"args": [
                \t\t\t"a",
                \t\t\t"b"
                \t\t]
                \t},
                \t"generic_id": "g"
                }""");
        assertThat(Files.readString(data.path().resolve("profiles/e.json"))).isEqualTo("{\n\t\"id\": \"e\",\n\t\"boot\": {}\n}");
        assertThat(Files.readString(data.path().resolve("generic/sub/t"))).isEqualTo("text\n");
        assertThat(names("groups")).containsExactly("g.json");
        assertThat(Files.getPosixFilePermissions(data.path().resolve("groups/g.json"))).isSubsetOf(PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(Files.getPosixFilePermissions(data.path().resolve("groups"))).isSubsetOf(PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void a_replaced_file_keeps_its_mode_and_a_link_stays_a_link() throws Exception {
        data.write("elsewhere/g.json", "{}");
        Files.setPosixFilePermissions(data.path().resolve("elsewhere/g.json"), PosixFilePermissions.fromString("rw-rw----"));
        data.link("groups/g.json", "../elsewhere/g.json");
        commit(group("g", "linked"));
        assertThat(Files.isSymbolicLink(data.path().resolve("groups/g.json"))).isTrue();
        assertThat(Files.readString(data.path().resolve("elsewhere/g.json"))).contains("linked");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.path().resolve("elsewhere/g.json")))).isEqualTo("rw-rw----");
        assertThat(profile()).isEqualTo("linked");
        commit(new Change.DeleteGroup("g"));
        assertThat(Files.exists(data.path().resolve("groups/g.json"), LinkOption.NOFOLLOW_LINKS)).isFalse();
        assertThat(Files.exists(data.path().resolve("elsewhere/g.json"))).isTrue();
        data.link("generic/new", "../elsewhere/made");
        commit(new Change.PutTemplate(GENERIC, "new", Bytes.utf8("x")));
        assertThat(Files.readString(data.path().resolve("elsewhere/made"))).isEqualTo("x");
    }

    @Test
    void folders_and_what_is_no_file_are_never_replaced() throws Exception {
        data.write("generic/folder/x", "x");
        data.write("generic/file", "x");
        for (Change change : List.of(new Change.PutTemplate(GENERIC, "folder", Bytes.EMPTY), new Change.DeleteTemplate(GENERIC, "folder"),
                new Change.PutTemplate(GENERIC, "file/below", Bytes.EMPTY))) {
            assertThatThrownBy(() -> commit(change)).as(change.toString()).isInstanceOf(StoreException.class);
        }
        assertThat(names("generic")).containsExactly("file", "folder");
    }

    /** A ConfigMap whose folder may not be written: no test user can be kept out by modes if it is root, so a file system is mounted read-only. */
    @Test
    void a_read_only_disk_serves_and_refuses_with_the_fix() throws Exception {
        try (var disk = SmallDisk.mount(data.path(), "8m")) {
            reopen();
            data.write("groups/..v1/g.json", DataFolder.group("a", "old"));
            data.link("groups/..data", "..v1");
            data.link("groups/g.json", "..data/g.json");
            assertThat(profile()).isEqualTo("old");
            disk.readOnly();
            for (Change change : List.of(group("g", "new"), group("other", "new"), new Change.DeleteGroup("g"),
                    new Change.PutTemplate(GENERIC, "t", Bytes.utf8("x")))) {
                assertThatThrownBy(() -> commit(change)).hasMessageContaining("read-only file system; nothing was changed")
                        .isInstanceOfSatisfying(StoreException.class, refused -> assertThat(refused.kind()).isEqualTo(Kind.READ_ONLY));
            }
            assertThat(profile()).isEqualTo("old");
            store.close();
        }
    }

    @Test
    void a_full_disk_refuses_with_the_fix_and_changes_nothing() throws Exception {
        try (var disk = SmallDisk.mount(data.path(), "256k")) {
            reopen();
            commit(group("g", "old"), new Change.PutTemplate(GENERIC, "t", Bytes.utf8("old")));
            assertThatThrownBy(() -> commit(group("g", "new"), new Change.PutTemplate(GENERIC, "t", Bytes.owned(new byte[1 << 20]))))
                    .hasMessageContaining("no space left on device; nothing was changed")
                    .isInstanceOfSatisfying(StoreException.class, refused -> assertThat(refused.kind()).isEqualTo(Kind.NO_SPACE));
            assertThat(profile()).isEqualTo("old");
            assertThat(store.content(GENERIC, "t")).isEqualTo(new Stored.Found<>(Bytes.utf8("old")));
            assertThat(names("groups")).containsExactly("g.json");
            assertThat(names("generic")).containsExactly("t");
            commit(group("g", "after"));
            assertThat(profile()).isEqualTo("after");
            store.close();
            assertThat(disk).isNotNull();
        }
    }

    /** A small file system of its own, which only root can mount. */
    private record SmallDisk(Path at) implements AutoCloseable {

        static SmallDisk mount(Path at, String size) throws IOException {
            Files.createDirectories(at);
            assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", at.toString()), "skipped: this user may not mount a file system");
            return new SmallDisk(at);
        }

        void readOnly() {
            assumeTrue(run("mount", "-o", "remount,ro", at.toString()), "skipped: the file system cannot be made read-only");
        }

        private static boolean run(String... command) {
            try {
                return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().onExit().join()
                        .exitValue() == 0;
            } catch (IOException noSuchProgram) {
                return false;
            }
        }

        @Override
        public void close() {
            run("umount", "-l", at.toString());
        }
    }

    @Test
    void a_folder_that_may_not_be_written_says_so() throws Exception {
        Files.createDirectories(data.path().resolve("groups"));
        Files.setPosixFilePermissions(data.path().resolve("groups"), PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeTrue(!Files.isWritable(data.path().resolve("groups")), "skipped: this user may write everywhere");
            assertThatThrownBy(() -> commit(group("g", "p"))).hasMessageContaining("permission denied")
                    .isInstanceOfSatisfying(StoreException.class, refused -> assertThat(refused.kind()).isEqualTo(Kind.READ_ONLY));
        } finally {
            Files.setPosixFilePermissions(data.path().resolve("groups"), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void a_name_that_writes_use_themselves_is_refused_and_old_leftovers_are_removed() throws Exception {
        assertThatThrownBy(() -> commit(new Change.PutTemplate(GENERIC, ".lamplighter-1-1.tmp", Bytes.EMPTY)))
                .hasMessageContaining("kept for files that are being written");
        for (String name : List.of("groups/.lamplighter-1-1.tmp", "generic/sub/.lamplighter-1-2.tmp", "generic/.lamplighter-1-3.tmp", "generic/kept.tmp")) {
            Files.setLastModifiedTime(data.write(name, "half"), FileTime.from(Instant.EPOCH));
        }
        data.write("generic/.lamplighter-1-4.tmp", "being written");
        Leftovers.remove(data.path(), Instant.now().minusSeconds(600));
        assertThat(names("groups")).isEmpty();
        assertThat(names("generic/sub")).isEmpty();
        assertThat(names("generic")).containsExactly(".lamplighter-1-4.tmp", "kept.tmp", "sub");
    }

    @Test
    void an_edit_by_hand_right_after_a_commit_wins() throws Exception {
        for (int i = 0; i < 200; i++) {
            commit(group("g", "put" + i));
            data.write("groups/g.json", DataFolder.group("a", "hand" + i));
            assertThat(profile()).isEqualTo("hand" + i);
        }
    }
}
