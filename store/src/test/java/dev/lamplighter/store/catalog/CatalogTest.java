package dev.lamplighter.store.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Group;
import dev.lamplighter.model.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogTest {

    private static NamedGroup group(String file, String... selector) {
        return new NamedGroup(file, new Group(file, "", "p", pairs(selector), Map.of()));
    }

    private static Map<String, String> pairs(String... keysAndValues) {
        var pairs = new LinkedHashMap<String, String>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            pairs.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return pairs;
    }

    private static Catalog catalog(NamedGroup... groups) {
        return catalog(Arrays.asList(groups));
    }

    private static Catalog catalog(List<NamedGroup> groups) {
        var catalog = Catalog.empty();
        for (NamedGroup group : groups) {
            catalog = catalog.withGroup(group);
        }
        return catalog;
    }

    private static Selection select(Catalog catalog, String... labels) {
        return catalog.match(new Labels(pairs(labels)));
    }

    private static String fileFor(Catalog catalog, String... labels) {
        return switch (select(catalog, labels)) {
            case Selection.Matched matched -> matched.file();
            case Selection.Unmatched none -> "none";
        };
    }

    @Test
    void more_selectors_win_and_labels_compare_exactly() {
        var catalog = catalog(group("default"), group("region", "region", "eu"), group("both", "region", "eu", "rack", "r7"));
        assertThat(fileFor(catalog)).isEqualTo("default");
        assertThat(fileFor(catalog, "region", "eu")).isEqualTo("region");
        assertThat(fileFor(catalog, "region", "EU")).isEqualTo("default");
        assertThat(fileFor(catalog, "Region", "eu")).isEqualTo("default");
        assertThat(fileFor(catalog, "rack", "r7", "region", "eu", "more", "x")).isEqualTo("both");
    }

    @Test
    void equal_counts_go_to_the_greatest_text_in_the_order_of_octets() {
        assertThat(fileFor(catalog(group("a", "a", "1"), group("b", "b", "9")), "a", "1", "b", "9")).isEqualTo("b");
        assertThat(fileFor(catalog(group("upper", "Z", "1"), group("lower", "a", "1")), "a", "1", "Z", "1")).isEqualTo("lower");
        String fullwidth = "\uFF21";
        String rocket = "\uD83D\uDE80";
        assertThat(fileFor(catalog(group("fullwidth", fullwidth, "1"), group("rocket", rocket, "1")), fullwidth, "1", rocket, "1"))
                .isEqualTo("rocket");
    }

    @Test
    void of_equal_selectors_the_first_file_name_wins_however_many_there_are() {
        var many = new ArrayList<NamedGroup>();
        for (int i = 40; i > 10; i--) {
            many.add(group("g" + i, "env", "lab"));
        }
        assertThat(fileFor(catalog(many), "env", "lab")).isEqualTo("g11");
    }

    @Test
    void a_label_that_is_not_sent_counts_as_the_empty_text() {
        var catalog = catalog(group("default"), group("blank", "stage", ""));
        assertThat(fileFor(catalog)).isEqualTo("blank");
        assertThat(fileFor(catalog, "stage", "")).isEqualTo("blank");
        assertThat(fileFor(catalog, "stage", "x")).isEqualTo("default");
    }

    @Test
    void a_match_says_why() {
        var catalog = catalog(group("default"), group("both", "region", "eu", "rack", "r7"));
        assertThat(((Selection.Matched) select(catalog, "region", "eu", "rack", "r7")).why()).isEqualTo("selector rack=r7,region=eu");
        assertThat(((Selection.Matched) select(catalog)).why()).isEqualTo("no selector, so it takes every machine");
    }

    @Test
    void where_nothing_matches_the_groups_that_came_close_say_what_they_miss() {
        var catalog = catalog(group("case", "uuid", "AB-CD"), group("half", "region", "eu", "rack", "r7"), group("other", "mac", "x"));
        assertThat(select(catalog, "uuid", "ab-cd", "region", "eu")).isEqualTo(new Selection.Unmatched(List.of(
                new NearMiss("case", "uuid", "AB-CD", Optional.of("ab-cd")), new NearMiss("half", "rack", "r7", Optional.empty()))));
    }

    @Test
    void at_most_three_near_misses_are_named() {
        var many = new ArrayList<NamedGroup>();
        for (int i = 0; i < 50; i++) {
            many.add(group("g" + i, "region", "eu", "rack", "r" + i));
        }
        assertThat(((Selection.Unmatched) select(catalog(many), "region", "eu")).nearest()).hasSize(3);
    }
}
