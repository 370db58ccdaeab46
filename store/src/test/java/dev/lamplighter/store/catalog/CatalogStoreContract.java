package dev.lamplighter.store.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Profile;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every catalog store must do. */
abstract class CatalogStoreContract {

    CatalogStore store;

    /** Opens an empty store. */
    abstract CatalogStore open() throws Exception;

    /** Writes a group that selects {@code t=LABEL}, the way an operator of this store does. */
    abstract void writeGroup(String name, String label, String profile) throws Exception;

    abstract void writeProfile(String name, String kernel) throws Exception;

    abstract void writeTemplate(TemplateKind kind, String name, String text) throws Exception;

    @BeforeEach
    void start() throws Exception {
        store = open();
    }

    @AfterEach
    void stop() {
        store.close();
    }

    String profileFor(String label) {
        return switch (store.current().match(Labels.of("t", label))) {
            case Selection.Matched matched -> matched.group().profile();
            case Selection.Unmatched none -> "none";
        };
    }

    String kernel(String profile) {
        return store.current().profile(profile).flatMap(Profile::boot).map(Profile.NetBoot::kernel).orElse("none");
    }

    String template(TemplateKind kind, String name) {
        return switch (store.template(kind, name)) {
            case Template.Found found -> found.content().text();
            case Template.Missing missing -> "missing";
        };
    }

    @Test
    void an_empty_store_selects_nothing_and_has_nothing() {
        assertThat(profileFor("a")).isEqualTo("none");
        assertThat(kernel("p")).isEqualTo("none");
        assertThat(template(TemplateKind.GENERIC, "g")).isEqualTo("missing");
    }

    @Test
    void what_was_written_is_there_for_the_next_who_asks() throws Exception {
        for (int i = 0; i < 50; i++) {
            writeGroup("g", "a", "p" + i);
            assertThat(profileFor("a")).isEqualTo("p" + i);
            writeProfile("p", "/k" + i);
            assertThat(kernel("p")).isEqualTo("/k" + i);
            writeTemplate(TemplateKind.GENERIC, "g", "text " + i);
            assertThat(template(TemplateKind.GENERIC, "g")).isEqualTo("text " + i);
        }
    }

    @Test
    void a_catalog_stays_as_it_was_and_later_ones_have_greater_revisions() throws Exception {
        writeGroup("g", "a", "one");
        var before = store.current();
        writeGroup("g", "a", "two");
        assertThat(store.current().revision()).isGreaterThan(before.revision());
        assertThat(before.groups()).extracting(named -> named.group().profile()).containsExactly("one");
    }

    @Test
    void the_same_template_object_comes_back_until_it_changes() throws Exception {
        writeTemplate(TemplateKind.IGNITION, "a.ign", "{}");
        var first = store.template(TemplateKind.IGNITION, "a.ign");
        assertThat(store.template(TemplateKind.IGNITION, "a.ign")).isSameAs(first);
        writeTemplate(TemplateKind.IGNITION, "a.ign", "[]");
        assertThat(store.template(TemplateKind.IGNITION, "a.ign")).isNotSameAs(first);
    }

    @Test
    void a_listener_hears_of_a_change_until_it_unsubscribes() throws Exception {
        var heard = new CountDownLatch(1);
        try (var _ = store.watch(catalog -> heard.countDown())) {
            writeGroup("g", "a", "p");
            assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }
}
