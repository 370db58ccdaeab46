package dev.lamplighter.store.catalog;

import static dev.lamplighter.store.catalog.TemplateKind.GENERIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.lamplighter.model.Labels;
import dev.lamplighter.model.event.BootEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change is there for the next who asks, whatever way it was made. Both kinds of watching hold the same promises. */
class FileCatalogStoreTest extends CatalogStoreContract {

    @TempDir
    Path temporary;

    final RecordedEvents events = new RecordedEvents();
    DataFolder data;

    FileCatalogSettings settings() {
        return FileCatalogSettings.defaults().withCheckEvery(Duration.ofMillis(100));
    }

    @Override
    protected CatalogStore open() {
        data = new DataFolder(temporary.resolve("lab/data"));
        return new FileCatalogStore(data.path(), settings(), events);
    }

    private void reopen(FileCatalogSettings settings) {
        store.close();
        store = new FileCatalogStore(data.path(), settings, events);
    }

    @Override
    protected void writeGroup(String name, String label, String profile) throws IOException {
        data.group(name, label, profile);
    }

    @Override
    protected void writeProfile(String name, String kernel) throws IOException {
        data.profile(name, kernel);
    }

    @Override
    protected void writeTemplate(TemplateKind kind, String name, String text) throws IOException {
        data.write(kind.folder() + "/" + name, text);
    }

    int edits() {
        return 1000;
    }

    @Test
    void many_edits_are_each_seen_by_the_next_request() throws Exception {
        for (int i = 0; i < edits(); i++) {
            switch (i % 4) {
                case 0 -> data.group("g", "a", "p" + i);
                case 1 -> data.replace("groups/g.json", DataFolder.group("a", "p" + i));
                case 2 -> {
                    data.group("g", "a", "p" + i);
                    Files.setLastModifiedTime(data.path().resolve("groups/g.json"), FileTime.from(Instant.EPOCH));
                }
                default -> {
                    data.remove("groups/g.json");
                    assertThat(profileFor("a")).isEqualTo("none");
                    data.group("g", "a", "p" + i);
                }
            }
            assertThat(profileFor("a")).isEqualTo("p" + i);
        }
    }

    @Test
    void edits_are_seen_while_many_ask() throws Exception {
        data.group("g", "a", "0");
        var stop = new AtomicBoolean();
        var written = new AtomicInteger();
        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            var asking = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < 8; i++) {
                Callable<Boolean> asker = () -> {
                    while (!stop.get()) {
                        int before = written.get();
                        var ready = store.currentIfReady();
                        var catalog = ready.isPresent() ? ready.get() : store.current();
                        int seen = Integer.parseInt(((Selection.Matched) catalog.match(Labels.of("t", "a"))).group().profile());
                        if (seen < before) {
                            return false;
                        }
                        Thread.sleep(Duration.ofNanos(200_000));
                    }
                    return true;
                };
                asking.add(others.submit(asker));
            }
            for (int i = 1; i <= 300; i++) {
                data.replace("groups/g.json", DataFolder.group("a", Integer.toString(i)));
                written.set(i);
            }
            stop.set(true);
            for (var asked : asking) {
                assertThat(asked.get()).isTrue();
            }
        }
    }

    @Test
    void only_json_files_of_the_folder_itself_are_groups() throws Exception {
        data.write("groups/a.txt", DataFolder.group("txt", "p"));
        data.write("groups/a.JSON", DataFolder.group("upper", "p"));
        data.write("groups/a.json.bak", DataFolder.group("bak", "p"));
        data.write("groups/sub/a.json", DataFolder.group("sub", "p"));
        data.write("groups/dir.json/a.json", DataFolder.group("dir", "p"));
        data.write("groups/.json", DataFolder.group("dot", "p"));
        data.write("groups/sp ace.json", DataFolder.group("space", "p"));
        assertThat(store.current().groups()).extracting(NamedGroup::file).containsExactly(".json", "sp ace.json");
        data.rename("groups/a.txt", "groups/a.json");
        assertThat(profileFor("txt")).isEqualTo("p");
        data.rename("groups/a.json", "groups/a.off");
        assertThat(profileFor("txt")).isEqualTo("none");
    }

    @Test
    void our_own_group_files_are_served_beside_matchbox_files_and_reported_when_broken() throws Exception {
        data.group("g", "exact", "json");
        data.write("groups/g.yaml", "profile: yaml\nselector: {t: {prefix: ex}}\n");
        assertThat(profileFor("exact")).isEqualTo("json");
        assertThat(profileFor("example")).isEqualTo("yaml");
        assertThat(store.current().groups()).extracting(NamedGroup::file).containsExactly("g.json");
        assertThat(store.current().ownGroups()).extracting(OwnGroup::file).containsExactly("g.yaml");
        data.replace("groups/g.yaml", "profile: broken\nselector: {t: {suffix: ex}}\n");
        assertThat(profileFor("example")).isEqualTo("yaml");
        assertThat(events.badFiles()).singleElement().satisfies(bad -> assertThat(bad.line()).isEqualTo(2));
        data.remove("groups/g.yaml");
        assertThat(profileFor("example")).isEqualTo("none");
        commit(new Change.DeleteGroup("g"));
        assertThat(profileFor("exact")).isEqualTo("none");
    }

    @Test
    void folders_may_come_go_move_and_be_replaced() throws Exception {
        data.group("g", "a", "one");
        assertThat(profileFor("a")).isEqualTo("one");
        data.remove("groups");
        assertThat(profileFor("a")).isEqualTo("none");
        data.group("g", "a", "two");
        assertThat(profileFor("a")).isEqualTo("two");
        data.write("other/g.json", DataFolder.group("a", "three"));
        data.rename("groups", "old");
        data.rename("other", "groups");
        assertThat(profileFor("a")).isEqualTo("three");
        data.write("old/g.json", DataFolder.group("a", "wrong"));
        assertThat(profileFor("a")).isEqualTo("three");
        data.remove("");
        assertThat(profileFor("a")).isEqualTo("none");
        data.group("g", "a", "four");
        assertThat(profileFor("a")).isEqualTo("four");
        Files.move(temporary.resolve("lab"), temporary.resolve("lab2"));
        assertThat(profileFor("a")).isEqualTo("none");
        Files.move(temporary.resolve("lab2"), temporary.resolve("lab"));
        assertThat(profileFor("a")).isEqualTo("four");
    }

    @Test
    void a_linked_file_is_followed_to_its_end_at_every_step() throws Exception {
        data.write("linked/one.json", DataFolder.group("a", "one"));
        data.write("linked/two.json", DataFolder.group("a", "two"));
        data.link("linked/now.json", "one.json");
        data.link("groups/g.json", "../linked/now.json");
        assertThat(profileFor("a")).isEqualTo("one");
        data.write("linked/one.json", DataFolder.group("a", "one more"));
        assertThat(profileFor("a")).isEqualTo("one more");
        data.link("linked/now.json", "two.json");
        assertThat(profileFor("a")).isEqualTo("two");
        data.replace("linked/two.json", DataFolder.group("a", "two more"));
        assertThat(profileFor("a")).isEqualTo("two more");
        data.rename("linked", "gone");
        reopen(settings().withCompatMatchbox(true));
        assertThat(profileFor("a")).isEqualTo("none");
        data.rename("gone", "linked");
        assertThat(profileFor("a")).isEqualTo("two more");
        data.link("groups/g.json", "/nowhere");
        assertThat(profileFor("a")).isEqualTo("none");
    }

    /** Kubernetes mounts a ConfigMap so: each file a link into {@code ..data}, which is swapped for another folder. */
    @Test
    void a_config_map_is_swapped_whole() throws Exception {
        for (int version = 1; version <= 20; version++) {
            data.write("groups/..v" + version + "/g.json", DataFolder.group("a", "p" + version));
            data.link("groups/..data", "..v" + version);
            if (version == 1) {
                data.link("groups/g.json", "..data/g.json");
            } else {
                data.remove("groups/..v" + (version - 1));
            }
            assertThat(profileFor("a")).isEqualTo("p" + version);
        }
    }

    @Test
    void a_checkout_behind_a_link_is_swapped_whole() throws Exception {
        var root = new DataFolder(temporary.resolve("lab"));
        root.write("v1/groups/g.json", DataFolder.group("a", "one"));
        root.write("v2/groups/g.json", DataFolder.group("a", "two"));
        root.write("v1/generic/t", "one");
        root.write("v2/generic/t", "two");
        root.link("data", "v1");
        assertThat(profileFor("a")).isEqualTo("one");
        assertThat(template(GENERIC, "t")).isEqualTo("one");
        root.link("data", "v2");
        assertThat(profileFor("a")).isEqualTo("two");
        assertThat(template(GENERIC, "t")).isEqualTo("two");
        root.write("v2/groups/g.json", DataFolder.group("a", "three"));
        assertThat(profileFor("a")).isEqualTo("three");
    }

    @Test
    void links_in_a_ring_are_broken_files_and_not_a_hang() throws Exception {
        data.link("groups/a.json", "b.json");
        data.link("groups/b.json", "a.json");
        data.link("generic/loop", "loop");
        data.group("g", "a", "p");
        assertThat(profileFor("a")).isEqualTo("p");
        assertThat(template(GENERIC, "loop")).isEqualTo("missing");
    }

    @Test
    void a_broken_file_keeps_its_last_good_version_and_is_reported_once() throws Exception {
        data.group("g", "a", "good");
        assertThat(profileFor("a")).isEqualTo("good");
        data.replace("groups/g.json", "{\n  \"profile\": nope\n}");
        assertThat(profileFor("a")).isEqualTo("good");
        assertThat(profileFor("a")).isEqualTo("good");
        assertThat(events.badFiles()).hasSize(1);
        var bad = events.badFiles().getFirst();
        assertThat(bad.file()).isEqualTo(data.path().resolve("groups/g.json").toString());
        assertThat(bad.line()).isEqualTo(2);
        assertThat(bad.column()).isEqualTo(15);
        assertThat(bad.message()).endsWith("; its last good version stays in service");
        assertThat(bad.reason().orElseThrow().sentence()).endsWith(bad.message());
        data.replace("groups/g.json", "{\n  \"profile\": still\n}");
        assertThat(profileFor("a")).isEqualTo("good");
        assertThat(events.badFiles()).hasSize(2);
        data.replace("groups/g.json", DataFolder.group("a", "mended"));
        assertThat(profileFor("a")).isEqualTo("mended");
        data.remove("groups/g.json");
        assertThat(profileFor("a")).isEqualTo("none");
    }

    /** A folder that is a link to itself stands for every folder that cannot be looked into: no permission, a server that is away. */
    @Test
    void groups_that_cannot_be_looked_at_stay_in_service_and_are_reported() throws Exception {
        data.group("g", "a", "good");
        assertThat(profileFor("a")).isEqualTo("good");
        data.rename("groups", "away");
        data.link("groups", "groups");
        assertThat(profileFor("a")).isEqualTo("good");
        assertThat(profileFor("a")).isEqualTo("good");
        assertThat(events.badFiles()).extracting(BootEvent.BadFile::file)
                .containsExactly(data.path().resolve("groups").toString(), data.path().resolve("groups/g.json").toString());
        Files.delete(data.path().resolve("groups"));
        assertThat(profileFor("a")).isEqualTo("none");
        data.rename("away", "groups");
        assertThat(profileFor("a")).isEqualTo("good");
    }

    @Test
    void groups_of_a_folder_without_the_right_to_search_stay_in_service_and_are_reported() throws Exception {
        data.group("g", "a", "good");
        assertThat(profileFor("a")).isEqualTo("good");
        var groups = data.path().resolve("groups");
        Files.setPosixFilePermissions(groups, PosixFilePermissions.fromString("rw-r--r--"));
        try {
            assumeFalse(Files.isReadable(groups.resolve("g.json")), "skipped: this user may search every folder");
            assertThat(profileFor("a")).isEqualTo("good");
            assertThat(events.badFiles()).extracting(BootEvent.BadFile::file).containsExactly(groups.resolve("g.json").toString());
        } finally {
            Files.setPosixFilePermissions(groups, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        data.group("g", "a", "better");
        assertThat(profileFor("a")).isEqualTo("better");
    }

    @Test
    void groups_are_gone_when_a_file_takes_the_place_of_their_folder() throws Exception {
        data.group("g", "a", "good");
        assertThat(profileFor("a")).isEqualTo("good");
        data.remove("groups");
        data.write("groups", "no folder");
        assertThat(profileFor("a")).isEqualTo("none");
        assertThat(events.badFiles()).isEmpty();
    }

    @Test
    void for_matchbox_a_broken_file_is_passed_over() throws Exception {
        reopen(settings().withCompatMatchbox(true));
        data.group("g", "a", "good");
        data.profile("p", "/k");
        assertThat(profileFor("a")).isEqualTo("good");
        data.write("groups/g.json", "{broken");
        data.write("profiles/p.json", "{}");
        assertThat(profileFor("a")).isEqualTo("none");
        assertThat(kernel("p")).isEqualTo("none");
        assertThat(events.badFiles()).extracting(BootEvent.BadFile::message).isNotEmpty()
                .allSatisfy(message -> assertThat(message).endsWith("; it is passed over until it is corrected"));
        data.group("g", "a", "mended");
        assertThat(profileFor("a")).isEqualTo("mended");
    }

    @Test
    void profiles_are_found_by_file_name_also_below_and_beside_their_folder() throws Exception {
        data.profile("sub/inner", "/inner");
        data.profile("", "/dot");
        data.write("groups/secret.json", "{\"id\":\"g\",\"profile\":\"../groups/secret\",\"boot\":{\"kernel\":\"/odd\"}}");
        data.group("sub", "sub", "sub/../sub/./inner");
        data.group("abs", "abs", "/sub/inner");
        data.group("out", "out", "../../../../etc/passwd");
        assertThat(kernel(profileFor("sub"))).isEqualTo("/inner");
        assertThat(kernel(profileFor("abs"))).isEqualTo("/inner");
        assertThat(kernel("../groups/secret")).isEqualTo("/odd");
        assertThat(kernel("")).isEqualTo("/dot");
        assertThat(kernel("sub/inner.json")).isEqualTo("none");
        assertThat(kernel("sub/inner\0")).isEqualTo("none");
        data.profile("sub/inner", "/changed");
        assertThat(kernel("sub/inner")).isEqualTo("/changed");
        data.remove("profiles/sub");
        assertThat(kernel("sub/inner")).isEqualTo("none");
        data.profile("sub/inner", "/again");
        assertThat(kernel("sub/inner")).isEqualTo("/again");
    }

    @Test
    void templates_never_leave_the_data_folder() throws Exception {
        Files.createDirectories(data.path());
        Files.writeString(temporary.resolve("lab/secret"), "secret");
        data.write("outside.txt", "outside");
        data.write("generic/top.txt", "top");
        data.write("generic/deep/er/x", "deep");
        assertThat(template(GENERIC, "top.txt/")).isEqualTo("top");
        assertThat(template(GENERIC, "/deep//er/./x")).isEqualTo("deep");
        assertThat(template(GENERIC, "../outside.txt")).isEqualTo("outside");
        for (String name : new String[] {"../../secret", "../../../lab/secret", "", ".", "..", "/", "deep", "../groups", "top.txt\0",
            "..\\outside.txt", "%74op.txt", "x".repeat(300)}) {
            assertThat(template(GENERIC, name)).as(name).isEqualTo("missing");
        }
        assertThat(profileFor("a")).isEqualTo("none");
    }

    @Test
    void a_template_that_was_read_is_ready_and_a_change_makes_it_unready() throws Exception {
        data.write("generic/t", "one");
        assertThat(template(GENERIC, "t")).isEqualTo("one");
        boolean watched = store.templateIfReady(GENERIC, "t").isPresent();
        data.write("generic/t", "two");
        assertThat(store.templateIfReady(GENERIC, "t")).isEmpty();
        assertThat(template(GENERIC, "t")).isEqualTo("two");
        assertThat(store.templateIfReady(GENERIC, "t").isPresent()).isEqualTo(watched).isEqualTo(settings().inotify());
    }

    @Test
    void a_file_that_is_too_large_is_refused_and_says_so() throws Exception {
        data.write("generic/large", "x".repeat((4 << 20) + 1));
        assertThat(((Template.Missing) store.template(GENERIC, "large")).reason().sentence())
                .isEqualTo("generic/large is larger than 4194304 bytes");
    }
}
