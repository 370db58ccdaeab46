package dev.lamplighter.store.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.model.Labels;
import dev.lamplighter.model.event.BootEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the store finds by looking now and then, where the system tells it nothing. */
@Timeout(60)
class LookingStoreTest {

    @TempDir
    Path temporary;

    final RecordedEvents events = new RecordedEvents();
    DataFolder data;

    /** A watcher that says what it is told to say, and fails when it shall. */
    private static final class Deaf implements Watcher {
        final AtomicReference<Changes> waiting = new AtomicReference<>(Changes.NONE);
        final AtomicBoolean failing = new AtomicBoolean();

        @Override
        public void follow(Path file) {}

        @Override
        public void followFolder(Path folder) {
            if (failing.get()) {
                throw new IllegalStateException("out of order");
            }
        }

        @Override
        public void forget(Path followed) {}

        @Override
        public Changes drain() {
            return waiting.getAndSet(Changes.NONE);
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void write() throws Exception {
        data = new DataFolder(temporary);
        data.group("g", "a", "one");
        data.write("profiles/p.json", DataFolder.profile("/k"));
        for (TemplateKind kind : TemplateKind.values()) {
            data.write(kind.folder() + "/t", "one");
        }
    }

    private FileCatalogStore open(Watcher watcher, Predicate<Path> remote) {
        return new FileCatalogStore(data.path(), FileCatalogSettings.defaults().withCheckEvery(Duration.ofMillis(50)), events,
                folder -> watcher, remote);
    }

    private static String profile(Catalog catalog) {
        return catalog.match(Labels.of("t", "a")) instanceof Selection.Matched matched ? matched.group().profile() : "none";
    }

    private static String text(FileCatalogStore store, TemplateKind kind) {
        return store.template(kind, "t") instanceof Template.Found found ? found.content().text() : "missing";
    }

    private static void await(Callable<Boolean> wanted) throws Exception {
        while (!wanted.call()) {
            Thread.sleep(Duration.ofMillis(20));
        }
    }

    @Test
    void a_folder_in_the_data_folder_that_alone_is_remote_is_looked_at() throws Exception {
        for (String remote : new String[] {"groups", "profiles", "generic", "ignition"}) {
            data.group("g", "a", "one");
            try (var store = open(new Deaf(), folder -> folder.equals(data.path().resolve(remote)))) {
                assertThat(profile(store.current())).isEqualTo("one");
                data.group("g", "a", remote);
                await(() -> profile(store.current()).equals(remote));
            }
        }
    }

    @Test
    void a_template_folder_that_is_another_one_is_noticed() throws Exception {
        try (var store = open(new Deaf(), folder -> false)) {
            for (TemplateKind kind : TemplateKind.values()) {
                assertThat(text(store, kind)).isEqualTo("one");
                data.rename(kind.folder(), kind.folder() + ".old");
                data.write(kind.folder() + "/t", "two");
                await(() -> text(store, kind).equals("two"));
            }
        }
    }

    @Test
    void a_change_that_could_not_be_taken_in_is_taken_in_later_and_told_once_as_trouble() throws Exception {
        var watcher = new Deaf();
        try (var store = open(watcher, folder -> false)) {
            var told = new AtomicReference<>("nothing");
            var listening = store.watch(catalog -> told.set(profile(catalog)));
            data.group("g", "a", "two");
            watcher.failing.set(true);
            watcher.waiting.set(Changes.EVERYTHING);
            await(() -> !events.published().isEmpty());
            assertThatThrownBy(store::current).hasMessage("out of order");
            Thread.sleep(Duration.ofMillis(200));
            assertThat(events.published()).singleElement()
                    .isInstanceOfSatisfying(BootEvent.Notice.class, notice -> assertThat(notice.code()).isEqualTo("catalog-look"));
            watcher.failing.set(false);
            await(() -> told.get().equals("two"));
            assertThat(profile(store.current())).isEqualTo("two");
            listening.close();
        }
    }
}
