package dev.lamplighter.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Bytes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TranslationsTest {

    final List<String> translated = new CopyOnWriteArrayList<>();

    private IgnitionDocument translate(Bytes text) {
        translated.add(text.text());
        return new IgnitionDocument.Config(text);
    }

    @Test
    void a_text_that_was_translated_is_not_translated_again() {
        var translations = new Translations(10, 1000, this::translate);
        assertThat(translations.ifMade(Bytes.utf8("a"))).isEmpty();
        assertThat(translations.of(Bytes.utf8("a"))).isSameAs(translations.of(Bytes.utf8("a")));
        assertThat(translations.ifMade(Bytes.utf8("a"))).isPresent();
        translations.of(Bytes.utf8("b"));
        assertThat(translated).containsExactly("a", "b");
    }

    @Test
    void who_asks_for_the_same_at_the_same_time_waits_for_the_one_translation() throws Exception {
        var started = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        var translations = new Translations(10, 1000, text -> {
            started.countDown();
            awaited(finish);
            return translate(text);
        });
        Thread first = Thread.ofVirtual().start(() -> translations.of(Bytes.utf8("a")));
        started.await();
        Thread second = Thread.ofVirtual().start(() -> translations.of(Bytes.utf8("a")));
        finish.countDown();
        first.join();
        second.join();
        assertThat(translated).containsExactly("a");
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    @Test
    void what_is_kept_is_bounded_in_octets_and_in_number() {
        var few = new Translations(2, 1000, this::translate);
        List.of("a", "b", "c").forEach(text -> few.of(Bytes.utf8(text)));
        assertThat(few.ifMade(Bytes.utf8("a"))).isEmpty();
        assertThat(few.ifMade(Bytes.utf8("c"))).isPresent();
        var small = new Translations(10, 10, this::translate);
        small.of(Bytes.utf8("123"));
        small.of(Bytes.utf8("abc"));
        assertThat(small.ifMade(Bytes.utf8("123"))).as("text and config count").isEmpty();
        small.of(Bytes.utf8("longer"));
        assertThat(small.ifMade(Bytes.utf8("longer"))).as("too large alone").isEmpty();
        assertThat(small.ifMade(Bytes.utf8("abc"))).isPresent();
    }
}
