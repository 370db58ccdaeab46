package dev.lamplighter.store.catalog;

import static dev.lamplighter.store.catalog.TemplateKind.CLOUD;
import static dev.lamplighter.store.catalog.TemplateKind.GENERIC;
import static dev.lamplighter.store.catalog.TemplateKind.IGNITION;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Profile;
import dev.lamplighter.model.Profile.NetBoot;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.StoreException.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every catalog store must do. */
public abstract class CatalogStoreContract {

    protected static final Actor TERRAFORM = new Actor("CN=terraform", "192.0.2.7:40112");

    protected CatalogStore store;

    /** Opens an empty store. */
    protected abstract CatalogStore open() throws Exception;

    /** Writes a group that selects {@code t=LABEL}, the way an operator of this store does. */
    protected abstract void writeGroup(String name, String label, String profile) throws Exception;

    protected abstract void writeProfile(String name, String kernel) throws Exception;

    protected abstract void writeTemplate(TemplateKind kind, String name, String text) throws Exception;

    @BeforeEach
    protected void start() throws Exception {
        store = open();
    }

    @AfterEach
    protected void stop() {
        store.close();
    }

    protected String profileFor(String label) {
        return switch (store.current().match(Labels.of("t", label))) {
            case Selection.Matched matched -> matched.group().profile();
            case Selection.Unmatched none -> "none";
        };
    }

    protected String kernel(String profile) {
        return store.current().profile(profile).flatMap(Profile::boot).map(NetBoot::kernel).orElse("none");
    }

    protected String template(TemplateKind kind, String name) {
        return switch (store.template(kind, name)) {
            case Template.Found found -> found.content().text();
            case Template.Missing missing -> "missing";
        };
    }

    protected static Group group(String id, String label, String profile) {
        return new Group(id, "", profile, Map.of("t", label), Map.of());
    }

    protected static Profile profile(String id, String kernel) {
        return new Profile(id, "", "", "", "", Optional.of(new NetBoot(kernel, List.of(), List.of())));
    }

    protected Committed commit(Change... changes) throws StoreException {
        return store.commit(Arrays.asList(changes), OptionalLong.empty(), TERRAFORM);
    }

    private void assertRefused(Kind kind, String message, Change... changes) {
        assertThatThrownBy(() -> commit(changes)).isInstanceOfSatisfying(StoreException.class,
                refused -> assertThat(refused.kind()).as(refused.getMessage()).isEqualTo(kind)).hasMessageMatching(message);
    }

    private static String sentence(Stored<?> stored) {
        return switch (stored) {
            case Stored.Found<?> found -> "found";
            case Stored.Missing<?>(String sentence) -> sentence;
            case Stored.Broken<?> broken -> broken.reason().sentence();
        };
    }

    private <T> List<T> atOnce(int callers, IntFunction<Callable<T>> call) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Future<T>>();
            for (int i = 0; i < callers; i++) {
                calls.add(threads.submit(call.apply(i)));
            }
            var answers = new ArrayList<T>();
            for (var made : calls) {
                answers.add(made.get());
            }
            return answers;
        }
    }

    @Test
    void an_empty_store_selects_nothing_and_has_nothing() {
        assertThat(profileFor("a")).isEqualTo("none");
        assertThat(kernel("p")).isEqualTo("none");
        assertThat(template(GENERIC, "g")).isEqualTo("missing");
        assertThat(store.current().groups()).isEmpty();
        assertThat(store.current().profiles()).isEmpty();
    }

    @Test
    void what_was_written_is_there_for_the_next_who_asks() throws Exception {
        for (int i = 0; i < 50; i++) {
            writeGroup("g", "a", "p" + i);
            assertThat(profileFor("a")).isEqualTo("p" + i);
            writeProfile("p", "/k" + i);
            assertThat(kernel("p")).isEqualTo("/k" + i);
            writeTemplate(GENERIC, "g", "text " + i);
            assertThat(template(GENERIC, "g")).isEqualTo("text " + i);
        }
    }

    @Test
    void a_catalog_stays_as_it_was_and_later_ones_have_greater_revisions() throws Exception {
        writeGroup("g", "a", "one");
        var before = store.current();
        writeGroup("g", "a", "two");
        assertThat(store.current().revision()).isGreaterThan(before.revision());
        assertThat(before.groups()).extracting(named -> named.group().profile()).containsExactly("one");
        var after = commit(new Change.PutGroup(group("g", "a", "three"))).catalog();
        assertThat(after.revision()).isGreaterThan(before.revision());
        assertThat(before.groups()).extracting(named -> named.group().profile()).containsExactly("one");
        assertThat(after.groups()).extracting(named -> named.group().profile()).containsExactly("three");
    }

    @Test
    void the_same_template_object_comes_back_until_it_changes() throws Exception {
        writeTemplate(IGNITION, "a.ign", "{}");
        var first = store.template(IGNITION, "a.ign");
        assertThat(store.template(IGNITION, "a.ign")).isSameAs(first);
        writeTemplate(IGNITION, "a.ign", "[]");
        assertThat(store.template(IGNITION, "a.ign")).isNotSameAs(first);
    }

    @Test
    void a_listener_hears_of_a_change_until_it_unsubscribes() throws Exception {
        var heard = new CountDownLatch(1);
        try (var _ = store.watch(catalog -> heard.countDown())) {
            writeGroup("g", "a", "p");
            assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
        }
        var committed = new CountDownLatch(1);
        try (var _ = store.watch(catalog -> committed.countDown())) {
            commit(new Change.PutGroup(group("g", "a", "q")));
            assertThat(committed.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void what_was_committed_is_seen_by_every_kind_of_question() throws Exception {
        for (int i = 0; i < 20; i++) {
            commit(new Change.PutGroup(group("g", "a", "p" + i)), new Change.PutProfile(profile("p" + i, "/k" + i)),
                    new Change.PutTemplate(IGNITION, "x.ign", Bytes.utf8("text " + i)));
            assertThat(profileFor("a")).isEqualTo("p" + i);
            assertThat(kernel("p" + i)).isEqualTo("/k" + i);
            assertThat(template(IGNITION, "x.ign")).isEqualTo("text " + i);
            assertThat(store.group("g")).isEqualTo(new Stored.Found<>(group("g", "a", "p" + i)));
            assertThat(store.profile("p" + i)).isEqualTo(new Stored.Found<>(profile("p" + i, "/k" + i)));
            assertThat(store.content(IGNITION, "x.ign")).isEqualTo(new Stored.Found<>(Bytes.utf8("text " + i)));
        }
        commit(new Change.DeleteGroup("g"), new Change.DeleteTemplate(IGNITION, "x.ign"));
        assertThat(profileFor("a")).isEqualTo("none");
        assertThat(template(IGNITION, "x.ign")).isEqualTo("missing");
    }

    @Test
    void a_put_replaces_the_whole_object() throws Exception {
        commit(new Change.PutGroup(new Group("g", "one", "p1", Map.of("a", "1", "b", "2"), Map.of("x", "y".repeat(3000)))));
        commit(new Change.PutGroup(new Group("g", "", "p2", Map.of("c", "3"), Map.of())));
        assertThat(store.group("g")).isEqualTo(new Stored.Found<>(new Group("g", "", "p2", Map.of("c", "3"), Map.of())));
        commit(new Change.PutProfile(new Profile("p", "n", "i", "c", "g", Optional.empty(), "own.ipxe", "own.cfg")));
        commit(new Change.PutProfile(new Profile("p", "", "", "", "", Optional.of(new NetBoot("", List.of(), List.of())))));
        assertThat(store.profile("p")).isEqualTo(new Stored.Found<>(
                new Profile("p", "", "", "", "", Optional.of(new NetBoot("", List.of(), List.of())))));
    }

    @Test
    void objects_come_back_as_matchbox_reads_them() throws Exception {
        commit(new Change.PutGroup(new Group("g", "N \uD83D\uDE80 \u2028<&>", "p", Map.of("MAC", "52-54-00-A1-9C-AE", "UUID", "AB"),
                Map.of("n", 3, "deep", Map.of("z", List.of(1.5, "x", true), "a", "\u0001")))));
        assertThat(store.group("g")).isEqualTo(new Stored.Found<>(new Group("g", "N \uD83D\uDE80 \u2028<&>", "p",
                Map.of("MAC", "52:54:00:a1:9c:ae", "UUID", "AB"), Map.of("n", 3.0, "deep", Map.of("z", List.of(1.5, "x", true), "a", "\u0001")))));
        var profile = new Profile("p", "P", "i.ign", "c", "g", Optional.of(new NetBoot("/k", List.of("/a", ""), List.of("q=\"x y\"", "é"))), "x.ipxe", "");
        commit(new Change.PutProfile(profile));
        assertThat(store.profile("p")).isEqualTo(new Stored.Found<>(profile));
    }

    @Test
    void lists_are_in_the_order_of_file_names_as_octets() throws Exception {
        for (String id : List.of("m", "b", "a", "a-b", "10", "9", "B", "\uFF21", "\uD83D\uDE80", "sp ace", "sub/folder")) {
            commit(new Change.PutGroup(group(id, id, "p")), new Change.PutProfile(profile(id, "/k")));
        }
        var inOrder = List.of("10", "9", "B", "a-b", "a", "b", "m", "sp ace", "\uFF21", "\uD83D\uDE80");
        assertThat(store.current().groups()).extracting(named -> named.group().id()).isEqualTo(inOrder);
        assertThat(store.current().profiles()).extracting(named -> named.profile().id()).isEqualTo(inOrder);
        assertThat(store.group("sub/folder")).isEqualTo(new Stored.Found<>(group("sub/folder", "sub/folder", "p")));
        assertThat(profileFor("sub/folder")).isEqualTo("none");
    }

    @Test
    void what_is_missing_is_told_in_matchbox_words() {
        assertThat(sentence(store.group("x"))).matches("open .*/groups/x\\.json: no such file or directory");
        assertThat(sentence(store.group(""))).matches("open .*/groups/\\.json: no such file or directory");
        assertThat(sentence(store.profile("x"))).matches("open .*/profiles/x\\.json: no such file or directory");
        assertThat(sentence(store.content(CLOUD, "x.y"))).matches("open .*/cloud/x\\.y: no such file or directory");
        assertRefused(Kind.MISSING, "remove .*/groups/x\\.json: no such file or directory", new Change.DeleteGroup("x"));
        assertRefused(Kind.MISSING, "remove .*/profiles/\\.json: no such file or directory", new Change.DeleteProfile(""));
        assertRefused(Kind.MISSING, "remove .*/generic/x: no such file or directory", new Change.DeleteTemplate(GENERIC, "x"));
    }

    @Test
    void objects_that_lack_what_they_need_are_refused() {
        assertRefused(Kind.BAD_OBJECT, "Id is required", new Change.PutGroup(new Group("", "", "", Map.of(), Map.of())));
        assertRefused(Kind.BAD_OBJECT, "Group requires a Profile", new Change.PutGroup(new Group("g", "", "", Map.of(), Map.of())));
        assertRefused(Kind.BAD_OBJECT, "Id is required", new Change.PutProfile(new Profile("", "x", "", "", "", Optional.empty())));
        assertRefused(Kind.BAD_OBJECT, "open .*/generic/large: its 4194305 bytes are more than the 4194304 of a file here",
                new Change.PutTemplate(GENERIC, "large", Bytes.owned(new byte[(4 << 20) + 1])));
        assertThat(store.current().groups()).isEmpty();
    }

    @Test
    void names_that_can_be_no_file_are_refused_and_none_leads_to_another_kind() throws Exception {
        commit(new Change.PutProfile(profile("victim", "/k")));
        String tooLong = "n".repeat(300);
        assertRefused(Kind.BAD_NAME, "invalid character in file path", new Change.PutGroup(group("a\0b", "a", "p")));
        assertRefused(Kind.BAD_NAME, "open .*/groups/n+\\.json: file name too long", new Change.PutGroup(group(tooLong, "a", "p")));
        assertRefused(Kind.BAD_NAME, "remove .*: file name too long", new Change.DeleteGroup(tooLong));
        assertRefused(Kind.BAD_NAME, ".*may not lead through \\.\\.", new Change.PutGroup(group("../profiles/victim", "a", "p")));
        assertRefused(Kind.BAD_NAME, ".*may not lead through \\.\\.", new Change.DeleteTemplate(GENERIC, "../profiles/victim.json"));
        assertRefused(Kind.BAD_NAME, "open .*/ignition: is a directory", new Change.PutTemplate(IGNITION, "", Bytes.EMPTY));
        assertRefused(Kind.BAD_NAME, ".*", new Change.PutTemplate(IGNITION, "/./", Bytes.EMPTY));
        assertThat(sentence(store.group("a\0b"))).isEqualTo("invalid character in file path");
        assertThat(sentence(store.group(tooLong))).endsWith("file name too long");
        assertThat(sentence(store.content(GENERIC, "../profiles/victim.json"))).endsWith("may not lead through ..");
        assertThat(sentence(store.content(GENERIC, "../../../../etc/passwd"))).endsWith("may not lead through ..");
        assertThat(store.profile("victim")).isEqualTo(new Stored.Found<>(profile("victim", "/k")));
    }

    @Test
    void templates_are_kept_to_the_byte_and_may_lie_in_folders() throws Exception {
        for (byte[] content : new byte[][] {{}, {0, 1, -1, '\n', 0}, "no newline".getBytes(UTF_8)}) {
            commit(new Change.PutTemplate(GENERIC, "sub/deep/x", Bytes.of(content)));
            assertThat(store.content(GENERIC, "sub//deep/./x")).isEqualTo(new Stored.Found<>(Bytes.of(content)));
        }
        assertThat(sentence(store.content(IGNITION, "sub/deep/x"))).endsWith("no such file or directory");
        commit(new Change.DeleteTemplate(GENERIC, "sub/deep/x"));
        assertThat(sentence(store.content(GENERIC, "sub/deep/x"))).endsWith("no such file or directory");
    }

    @Test
    void a_group_whose_mac_is_none_is_kept_but_neither_served_nor_listed() throws Exception {
        commit(new Change.PutGroup(group("g", "a", "p")));
        commit(new Change.PutGroup(new Group("g", "", "p", Map.of("mac", "not-a-mac"), Map.of())));
        assertThat(sentence(store.group("g"))).isEqualTo("address not-a-mac: invalid MAC address");
        assertThat(store.current().groups()).isEmpty();
        assertThat(profileFor("a")).isEqualTo("none");
        commit(new Change.DeleteGroup("g"));
    }

    @Test
    void all_changes_of_a_commit_are_made_or_none() throws Exception {
        commit(new Change.PutGroup(group("kept", "a", "one")), new Change.PutTemplate(GENERIC, "kept", Bytes.utf8("one")));
        long revision = store.current().revision();
        assertRefused(Kind.MISSING, "remove .*/groups/missing\\.json: no such file or directory",
                new Change.PutGroup(group("kept", "a", "two")), new Change.PutGroup(group("new", "b", "two")),
                new Change.PutTemplate(GENERIC, "kept", Bytes.utf8("two")), new Change.DeleteGroup("missing"),
                new Change.DeleteTemplate(GENERIC, "kept"));
        assertThat(profileFor("a")).isEqualTo("one");
        assertThat(profileFor("b")).isEqualTo("none");
        assertThat(template(GENERIC, "kept")).isEqualTo("one");
        assertThat(sentence(store.group("new"))).endsWith("no such file or directory");
        assertThat(revision).isPositive();
    }

    @Test
    void later_changes_of_a_commit_see_the_earlier() throws Exception {
        var done = commit(new Change.PutTemplate(GENERIC, "x", Bytes.utf8("1")), new Change.DeleteTemplate(GENERIC, "x"),
                new Change.PutTemplate(GENERIC, "x", Bytes.utf8("2")));
        assertThat(template(GENERIC, "x")).isEqualTo("2");
        assertThat(done.changes()).extracting(changed -> changed.before().isPresent()).containsExactly(false, true, false);
    }

    @Test
    void a_commit_for_another_revision_changes_nothing() throws Exception {
        writeGroup("g", "a", "one");
        long known = store.current().revision();
        writeGroup("g", "a", "two");
        store.current();
        assertThatThrownBy(() -> store.commit(List.of(new Change.DeleteGroup("g")), OptionalLong.of(known), TERRAFORM))
                .isInstanceOfSatisfying(StoreException.class, refused -> assertThat(refused.kind()).isEqualTo(Kind.CONFLICT));
        assertThat(profileFor("a")).isEqualTo("two");
        store.commit(List.of(new Change.DeleteGroup("g")), OptionalLong.of(store.current().revision()), TERRAFORM);
        assertThat(profileFor("a")).isEqualTo("none");
    }

    @Test
    void of_many_who_commit_for_one_revision_one_wins() throws Exception {
        long known = store.current().revision();
        var won = atOnce(16, i -> () -> {
            try {
                store.commit(List.of(new Change.PutGroup(group("g", "a", "p" + i))), OptionalLong.of(known), TERRAFORM);
                return "p" + i;
            } catch (StoreException refused) {
                assertThat(refused.kind()).isEqualTo(Kind.CONFLICT);
                return "";
            }
        });
        assertThat(won.stream().filter(profile -> !profile.isEmpty())).containsExactly(profileFor("a"));
    }

    @Test
    void of_many_who_delete_one_thing_one_wins() throws Exception {
        commit(new Change.PutGroup(group("g", "a", "p")));
        var won = atOnce(16, i -> () -> {
            try {
                commit(new Change.DeleteGroup("g"));
                return true;
            } catch (StoreException refused) {
                assertThat(refused.kind()).isEqualTo(Kind.MISSING);
                return false;
            }
        });
        assertThat(won).filteredOn(winner -> winner).hasSize(1);
    }

    @Test
    void many_writers_at_once_all_get_what_they_wrote() throws Exception {
        atOnce(32, writer -> () -> {
            for (int i = 0; i < 10; i++) {
                String id = "w" + writer + "-" + i;
                commit(new Change.PutGroup(group(id, id, "p" + i)));
                assertThat(profileFor(id)).isEqualTo("p" + i);
                commit(new Change.PutGroup(group("shared", "shared", "p" + writer)));
            }
            return true;
        });
        assertThat(store.current().groups()).hasSize(321);
        assertThat(store.group("shared")).isEqualTo(new Stored.Found<>(group("shared", "shared", profileFor("shared"))));
    }

    @Test
    void a_reader_never_sees_half_of_a_write() throws Exception {
        var one = Bytes.utf8("a".repeat(300_000));
        var two = Bytes.utf8("b".repeat(100));
        commit(new Change.PutTemplate(GENERIC, "torn", one));
        atOnce(6, i -> () -> {
            for (int n = 0; n < 60; n++) {
                if (i < 2) {
                    commit(new Change.PutTemplate(GENERIC, "torn", n % 2 == i ? one : two));
                } else {
                    assertThat(template(GENERIC, "torn")).isIn(one.text(), two.text());
                    assertThat(store.content(GENERIC, "torn")).isIn(new Stored.Found<>(one), new Stored.Found<>(two));
                }
            }
            return true;
        });
    }

    @Test
    void a_commit_tells_what_it_did_for_the_audit() throws Exception {
        var first = commit(new Change.PutGroup(group("g", "a", "p")), new Change.PutTemplate(GENERIC, "x", Bytes.utf8("abc")));
        assertThat(first.by()).isEqualTo(TERRAFORM);
        String object = "{\"id\":\"g\",\"profile\":\"p\",\"selector\":{\"t\":\"a\"}}";
        String digest = "3 bytes, sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assertThat(first.changes()).extracting(Changed::file).containsExactly("groups/g.json", "generic/x");
        assertThat(first.changes()).extracting(Changed::before).containsOnly(Optional.empty());
        assertThat(first.changes()).extracting(changed -> changed.after().orElseThrow().told()).containsExactly(object, digest);
        assertThat(first.changes()).last().extracting(changed -> changed.after().orElseThrow().sha256().orElseThrow()).isEqualTo(digest.substring(digest.indexOf(':') + 1));
        var second = commit(new Change.DeleteGroup("g"), new Change.DeleteTemplate(GENERIC, "x"));
        assertThat(second.changes()).extracting(Changed::before).isEqualTo(first.changes().stream().map(Changed::after).toList());
        assertThat(second.changes()).extracting(Changed::after).containsOnly(Optional.empty());
    }
}
