package dev.lamplighter.store.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Doer;
import dev.lamplighter.model.event.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others change in the data folder is told with who owns it now and what it was, and what we write ourselves is not. */
class DiskChangesTest {

    static final Actor TERRAFORM = new Actor("CN=terraform", "192.0.2.7:1");

    @TempDir
    Path temporary;

    final RecordedEvents events = new RecordedEvents();
    DataFolder data;
    FileCatalogStore store;

    @BeforeEach
    void open() throws Exception {
        data = new DataFolder(temporary.resolve("data"));
        data.group("a", "1", "p");
        data.profile("p", "/k");
        data.write("generic/t", "one");
        data.write("machines/n.yaml", "mac: 52:54:00:a1:9c:01\n");
        store = new FileCatalogStore(data.path(), FileCatalogSettings.defaults().withCheckEvery(Duration.ofMillis(20)), events);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private List<BootEvent.Change> told() {
        return events.published().stream().filter(BootEvent.Change.class::isInstance).map(BootEvent.Change.class::cast).toList();
    }

    /** What is told of {@code object} when it is, within half a minute. */
    private BootEvent.Change untilTold(String object) throws Exception {
        for (int round = 0; round < 1500; round++) {
            store.current();
            var found = told().stream().filter(change -> change.object().equals(object)).reduce((first, last) -> last);
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(20);
        }
        throw new AssertionError("nothing was told of " + object + ": " + told());
    }

    private BootEvent.Change untilTold(String object, String sha256) throws Exception {
        var change = untilTold(object);
        for (int round = 0; !change.after().flatMap(Version::sha256).equals(Optional.of(sha256)) && round < 1500; round++) {
            Thread.sleep(20);
            change = untilTold(object);
        }
        return change;
    }

    /** Whole at once, so that nobody sees half of it. */
    private void put(String name, String text) throws Exception {
        Path file = data.path().resolve(name);
        Files.createDirectories(file.getParent());
        Files.move(Files.writeString(temporary.resolve("beside"), text), file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    @Test
    void what_is_there_at_the_start_is_no_change() {
        store.current();
        assertThat(told()).isEmpty();
    }

    @Test
    void an_edited_file_is_told_with_its_owner_and_both_digests() throws Exception {
        Path file = data.path().resolve("groups/a.json");
        String before = sha256(file);
        data.replace("groups/a.json", DataFolder.group("2", "p"));
        var change = untilTold("groups/a.json");
        long me = Integer.toUnsignedLong((Integer) Files.getAttribute(file, "unix:uid"));
        assertThat(change.by()).isInstanceOfSatisfying(Doer.SomebodyOnDisk.class, by -> {
            assertThat(by.uid()).isEqualTo(OptionalLong.of(me));
            assertThat(by.modified()).isPresent();
        });
        assertThat(change.before()).flatMap(Version::sha256).contains(before);
        assertThat(change.after()).flatMap(Version::sha256).contains(sha256(file));
        assertThat(change.after()).get().extracting(Version::told).isEqualTo("{\"profile\":\"p\",\"selector\":{\"t\":\"2\"}}");
    }

    @Test
    void a_file_that_comes_and_one_that_goes_are_told_of_every_kind() throws Exception {
        put("groups/own.yaml", "profile: p\nselector: { rack: [a, b] }\n");
        assertThat(untilTold("groups/own.yaml").before()).isEmpty();
        assertThat(untilTold("groups/own.yaml").after()).get().asString().contains("rack");
        data.remove("profiles/p.json");
        assertThat(untilTold("profiles/p.json").after()).isEmpty();
        put("machines/n.yaml", "mac: 52:54:00:a1:9c:01\nboot: disk\n");
        assertThat(untilTold("machines/n.yaml").after()).get().asString().contains("\"boot\":\"disk\"");
        put("groups/broken.json", "{");
        assertThat(untilTold("groups/broken.json").after()).get().asString().startsWith("broken: ");
    }

    @Test
    void a_template_that_nobody_has_asked_for_is_told_too() throws Exception {
        for (int round = 0; told().isEmpty() && round < 1500; round++) {
            put("generic/t", "version " + round);
            Thread.sleep(20);
        }
        String before = untilTold("generic/t", sha256(data.path().resolve("generic/t"))).after().flatMap(Version::sha256).orElseThrow();
        put("generic/t", "two");
        var change = untilTold("generic/t", sha256(data.path().resolve("generic/t")));
        assertThat(change.before()).flatMap(Version::sha256).contains(before);
        assertThat(change.after()).get().asString().startsWith("3 bytes, sha256:");
        put("ignition/new", "{}");
        assertThat(untilTold("ignition/new").before()).isEmpty();
        data.remove("generic/t");
        for (int round = 0; untilTold("generic/t").after().isPresent() && round < 1500; round++) {
            Thread.sleep(20);
        }
        assertThat(untilTold("generic/t").after()).isEmpty();
    }

    @Test
    void what_is_written_through_the_store_is_no_change_of_others() throws Exception {
        for (int round = 0; round < 20; round++) {
            store.commit(List.of(new Change.PutGroup(new Group("a", "n" + round, "p", Map.of(), Map.of())), new Change.PutTemplate(TemplateKind.GENERIC, "t", Bytes.utf8("v" + round)),
                    new Change.PutTemplate(TemplateKind.GENERIC, "u" + round, Bytes.utf8("x"))), OptionalLong.empty(), TERRAFORM);
            store.current();
        }
        store.commit(List.of(new Change.DeleteGroup("a"), new Change.DeleteTemplate(TemplateKind.GENERIC, "t")), OptionalLong.empty(), TERRAFORM);
        put("generic/after", "seen by the look that comes after all of them");
        untilTold("generic/after");
        assertThat(told()).extracting(BootEvent.Change::object).containsOnly("generic/after");
    }

    @Test
    void of_very_many_at_once_the_rest_is_a_number() throws Exception {
        for (int file = 0; file < 1_200; file++) {
            Files.writeString(temporary.resolve("g" + file), DataFolder.group("x", "p"));
        }
        store.close();
        store = new FileCatalogStore(data.path(), FileCatalogSettings.defaults().withInotify(false).withCheckEvery(Duration.ofHours(1)), events);
        for (int file = 0; file < 1_200; file++) {
            Files.move(temporary.resolve("g" + file), data.path().resolve("groups/g" + file + ".json"));
        }
        store.current();
        assertThat(told()).hasSize(1_001);
        assertThat(told().getLast().object()).isEqualTo("200 further files");
    }
}
