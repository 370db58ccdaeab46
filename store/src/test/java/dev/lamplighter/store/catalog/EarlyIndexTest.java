package dev.lamplighter.store.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Group;
import dev.lamplighter.model.Labels;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EarlyIndexTest {

    static final Labels NODE1 = new Labels(Map.of("mac", "52:54:00:a1:9c:ae", "uuid", "6f1c0ab4-5d1e-4f5a-9c3e-0000feed0001"));
    static final Labels NODE2 = new Labels(Map.of("mac", "52:54:00:b2:00:02"));

    @Test
    void a_group_that_wants_a_mac_could_select_that_machine_whatever_else_it_wants() {
        var catalog = Catalog.empty().withGroup(group("a", Map.of("mac", "52:54:00:a1:9c:ae", "os", "installed")));
        assertThat(catalog.mayMatch(NODE1)).isTrue();
        assertThat(catalog.mayMatch(NODE2)).isFalse();
        assertThat(catalog.withoutGroup("a.json").mayMatch(NODE1)).isFalse();
    }

    @Test
    void a_group_that_wants_neither_could_select_every_machine() {
        var catalog = Catalog.empty().withGroup(group("all", Map.of("os", "installed")));
        assertThat(catalog.mayMatch(NODE2)).isTrue();
        assertThat(catalog.withoutGroup("all.json").mayMatch(NODE2)).isFalse();
    }

    @Test
    void both_must_fit_where_both_are_wanted_and_a_pattern_is_a_pattern() {
        var both = Catalog.empty().withGroup(group("a", Map.of("mac", "52:54:00:a1:9c:ae", "uuid", "other")));
        assertThat(both.mayMatch(NODE1)).isFalse();

        var glob = Catalog.empty().withGroup(new OwnGroup("g.yaml", new Group("g", "", "p", Map.of(), Map.of()), Map.of("mac", new LabelPattern.Glob("52:54:00:a1:*:ae"))));
        assertThat(glob.mayMatch(NODE1)).isTrue();
        assertThat(glob.mayMatch(NODE2)).isFalse();
    }

    @Test
    void nobody_could_be_selected_by_no_group() {
        assertThat(Catalog.empty().mayMatch(NODE1)).isFalse();
    }

    private static NamedGroup group(String id, Map<String, String> selector) {
        return new NamedGroup(id + ".json", new Group(id, "", "p", selector, Map.of()));
    }
}
