package dev.lamplighter.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.store.catalog.Template;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptTest {

    final List<String> made = new ArrayList<>();
    final Kept<String> kept = new Kept<>(3, 100, template -> {
        made.add(template.file());
        return template.content().text();
    });

    private static Template.Found file(String name, int octets) {
        return new Template.Found(name, Bytes.utf8("x".repeat(octets)));
    }

    @Test
    void what_was_made_is_not_made_again() {
        var template = file("a", 10);
        assertThat(kept.ifMade(template)).isEmpty();
        assertThat(kept.of(template)).isEqualTo("x".repeat(10));
        assertThat(kept.of(template)).isSameAs(kept.ifMade(template).orElseThrow());
        assertThat(made).containsExactly("a");
    }

    @Test
    void an_edited_file_takes_the_place_of_its_older_self() {
        var other = file("b", 40);
        kept.of(other);
        var before = file("a", 50);
        kept.of(before);
        var after = file("a", 60);
        kept.of(after);
        assertThat(kept.ifMade(before)).isEmpty();
        assertThat(kept.ifMade(after)).isPresent();
        assertThat(kept.ifMade(other)).as("there is room for both").isPresent();
    }

    @Test
    void the_sources_of_all_that_is_kept_are_bounded_together() {
        var first = file("a", 40);
        var second = file("b", 40);
        kept.of(first);
        kept.of(second);
        kept.of(first);
        kept.of(file("c", 40));
        assertThat(kept.ifMade(second)).as("not used longest").isEmpty();
        assertThat(kept.ifMade(first)).isPresent();
    }

    @Test
    void a_file_larger_than_the_bound_is_made_each_time_and_drives_nothing_out() {
        var small = file("a", 40);
        var large = file("b", 101);
        kept.of(small);
        assertThat(kept.of(large)).hasSize(101);
        assertThat(kept.ifMade(large)).isEmpty();
        assertThat(kept.ifMade(small)).isPresent();
    }

    @Test
    void there_are_no_more_than_the_bound_says() {
        var first = file("a", 1);
        kept.of(first);
        List.of("b", "c", "d").forEach(name -> kept.of(file(name, 1)));
        assertThat(kept.ifMade(first)).isEmpty();
    }
}
