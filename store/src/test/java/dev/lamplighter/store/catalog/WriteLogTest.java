package dev.lamplighter.store.catalog;

import static dev.lamplighter.store.catalog.TemplateKind.GENERIC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is acknowledged is there after the power failed. */
class WriteLogTest {

    @TempDir
    Path temporary;

    final RecordedEvents events = new RecordedEvents();
    DataFolder data;

    @BeforeEach
    void write() throws Exception {
        data = new DataFolder(temporary.resolve("data"));
        Files.createDirectories(data.path());
    }

    private Path log() {
        return data.path().resolve(WriteLog.FILE);
    }

    private FileCatalogStore open() {
        return new FileCatalogStore(data.path(), FileCatalogSettings.defaults(), events);
    }

    /** Commits, and keeps the log as it was when each commit was acknowledged. */
    private void commitAndLosePower(Change... changes) throws Exception {
        var saved = temporary.resolve("saved");
        try (var store = open()) {
            for (Change change : changes) {
                store.commit(List.of(change), OptionalLong.empty(), new Actor("", ""));
            }
            Files.copy(log(), saved, StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(log()).doesNotExist();
        Files.copy(saved, log(), StandardCopyOption.REPLACE_EXISTING);
    }

    private void asOfAnotherBoot() throws IOException {
        try (var file = FileChannel.open(log(), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap("another boot".getBytes(StandardCharsets.UTF_8)), 0);
            file.write(ByteBuffer.wrap(new byte[40]), 12);
        }
    }

    /** As if the records were made after everything that this test did to the files since. */
    private void asIfWrittenJustNow() throws IOException {
        byte[] octets = Files.readAllBytes(log());
        var content = ByteBuffer.wrap(octets);
        for (int at = WriteLog.HEADER; content.getInt(at) == WriteLog.MAGIC; at += WriteLog.RECORD + content.getInt(at + 12)) {
            content.putLong(at + WriteLog.RECORD, System.currentTimeMillis() + 10);
            content.putInt(at + WriteLog.RECORD - 4, WriteLog.checksum(content.slice(at, octets.length - at), content.getInt(at + 12)));
        }
        Files.write(log(), octets);
    }

    private void lost(String name) throws IOException {
        Files.setLastModifiedTime(data.write(name, ""), FileTime.from(Instant.EPOCH));
    }

    private static Change group(String id, String profile) {
        return new Change.PutGroup(new Group(id, "", profile, Map.of(), Map.of()));
    }

    @Test
    void files_that_the_machine_lost_are_restored_and_told() throws Exception {
        commitAndLosePower(group("g", "one"), group("g", "two"), new Change.PutTemplate(GENERIC, "sub/t", Bytes.utf8("text")),
                group("gone", "x"), new Change.DeleteGroup("gone"));
        asOfAnotherBoot();
        lost("groups/g.json");
        data.remove("generic");
        lost("groups/gone.json");
        asIfWrittenJustNow();
        try (var store = open()) {
            assertThat(((Stored.Found<Group>) store.group("g")).value().profile()).isEqualTo("two");
            assertThat(store.content(GENERIC, "sub/t")).isEqualTo(new Stored.Found<>(Bytes.utf8("text")));
            assertThat(store.group("gone")).isInstanceOf(Stored.Missing.class);
        }
        assertThat(events.published()).hasSize(1);
        assertThat(events.published().getFirst().toString()).contains("catalog-restored", "3 files");
        assertThat(log()).doesNotExist();
    }

    @Test
    void a_file_that_somebody_has_edited_since_is_left_alone() throws Exception {
        commitAndLosePower(group("g", "one"));
        asOfAnotherBoot();
        Files.setLastModifiedTime(data.write("groups/g.json", DataFolder.group("a", "edited")), FileTime.from(Instant.now().plusSeconds(5)));
        try (var store = open()) {
            assertThat(((Stored.Found<Group>) store.group("g")).value().profile()).isEqualTo("edited");
        }
    }

    @Test
    void what_was_copied_or_removed_since_stays_so_whatever_time_the_copy_bears() throws Exception {
        commitAndLosePower(group("g", "one"), group("removed", "one"), group("back", "one"), new Change.DeleteGroup("back"));
        asOfAnotherBoot();
        Thread.sleep(20);
        data.write("groups/g.json", DataFolder.group("g", "copied"));
        Files.setLastModifiedTime(data.path().resolve("groups/g.json"), FileTime.from(Instant.EPOCH));
        Files.setLastModifiedTime(data.write("groups/back.json", DataFolder.group("back", "copied")), FileTime.from(Instant.EPOCH));
        data.remove("groups/removed.json");
        try (var store = open()) {
            assertThat(store.current().groups()).extracting(named -> named.group().selector().get("t") + " " + named.group().profile())
                    .containsExactlyInAnyOrder("g copied", "back copied");
        }
        assertThat(log()).doesNotExist();
    }

    @Test
    void a_file_that_cannot_be_restored_keeps_nobody_elses_from_it_and_the_log_stays_until_it_can() throws Exception {
        commitAndLosePower(group("a", "one"), group("b", "two"));
        asOfAnotherBoot();
        data.remove("groups/a.json");
        Files.createDirectories(data.path().resolve("groups/a.json/in-the-way"));
        lost("groups/b.json");
        asIfWrittenJustNow();
        try (var store = open()) {
            assertThat(((Stored.Found<Group>) store.group("b")).value().profile()).isEqualTo("two");
            store.commit(List.of(group("c", "three")), OptionalLong.empty(), new Actor("", ""));
        }
        assertThat(log()).exists();
        assertThat(events.published().getFirst().toString()).contains("catalog-restore", "groups/a.json");
    }

    @Test
    void a_folder_that_is_removed_or_swapped_after_a_write_stops_no_later_one() throws Exception {
        var other = new DataFolder(temporary.resolve("other"));
        Files.createDirectories(other.path());
        var link = Files.createSymbolicLink(temporary.resolve("link"), data.path());
        try (var store = new FileCatalogStore(link, FileCatalogSettings.defaults(), events)) {
            store.commit(List.of(new Change.PutTemplate(GENERIC, "sub/t", Bytes.utf8("text"))), OptionalLong.empty(), new Actor("", ""));
            data.remove("generic");
            store.commit(List.of(group("a", "one")), OptionalLong.empty(), new Actor("", ""));
            Files.createSymbolicLink(temporary.resolve("new"), other.path());
            Files.move(temporary.resolve("new"), link, StandardCopyOption.ATOMIC_MOVE);
            store.commit(List.of(group("b", "two")), OptionalLong.empty(), new Actor("", ""));
            assertThat(log()).doesNotExist();
            assertThat(other.path().resolve(WriteLog.FILE)).exists();
            assertThat(store.current().groups()).extracting(named -> named.group().id()).containsExactly("b");
        }
        assertThat(other.path().resolve(WriteLog.FILE)).doesNotExist();
    }

    @Test
    void where_only_the_process_died_nothing_is_changed() throws Exception {
        commitAndLosePower(group("g", "one"));
        lost("groups/g.json");
        WriteLogRecovery.run(data.path(), events);
        assertThat(Files.readString(data.path().resolve("groups/g.json"))).isEmpty();
        assertThat(log()).doesNotExist();
    }

    @Test
    void a_record_that_is_not_whole_ends_the_log() throws Exception {
        commitAndLosePower(group("a", "one"), group("b", "two"), group("c", "three"));
        byte[] whole = Files.readAllBytes(log());
        assertThat(WriteLogRecovery.last(ByteBuffer.wrap(whole)).keySet()).containsExactly("/groups/a.json", "/groups/b.json", "/groups/c.json");
        int second = WriteLog.HEADER + WriteLog.RECORD + ByteBuffer.wrap(whole).getInt(WriteLog.HEADER + 12);
        whole[second + WriteLog.RECORD + 3] ^= 1;
        assertThat(WriteLogRecovery.last(ByteBuffer.wrap(whole)).keySet()).containsExactly("/groups/a.json");
        for (int length = 0; length < second; length += 7) {
            assertThat(WriteLogRecovery.last(ByteBuffer.wrap(whole, 0, length).slice())).as("%d bytes", length).isEmpty();
        }
    }

    @Test
    void a_log_that_is_full_begins_again_and_old_records_are_not_read() throws Exception {
        var changes = new Change[40];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = new Change.PutTemplate(GENERIC, "t" + i, Bytes.owned(new byte[200_000]));
        }
        commitAndLosePower(changes);
        var names = WriteLogRecovery.last(ByteBuffer.wrap(Files.readAllBytes(log()))).keySet();
        assertThat(names).isNotEmpty().hasSizeLessThan(12).contains("/generic/t39").doesNotContain("/generic/t0");
    }

    @Test
    void two_stores_on_one_folder_write_both_one_of_them_without_a_log() throws Exception {
        try (var one = open(); var two = open()) {
            for (int i = 0; i < 10; i++) {
                one.commit(List.of(group("one", "p" + i)), OptionalLong.empty(), new Actor("", ""));
                two.commit(List.of(group("two", "p" + i)), OptionalLong.empty(), new Actor("", ""));
                assertThat(one.current().groups()).extracting(named -> named.group().profile()).containsOnly("p" + i);
                assertThat(two.current().groups()).extracting(named -> named.group().profile()).containsOnly("p" + i);
            }
        }
        assertThat(log()).doesNotExist();
    }
}
