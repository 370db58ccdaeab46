package dev.lamplighter.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.cli.remote.Item;
import dev.lamplighter.cli.remote.Kind;
import dev.lamplighter.cli.remote.Put;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Profile;
import dev.lamplighter.store.catalog.TemplateKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which steps make a server equal to a directory, and in which order. */
class PlanTest {

    static final Put NODE = new Put.OfGroup(new Group("node", "", "p", Map.of(), Map.of()));
    static final Put NODE_RENAMED = new Put.OfGroup(new Group("node", "renamed", "p", Map.of(), Map.of()));
    static final Put PROFILE = new Put.OfProfile(new Profile("p", "", "i", "", "g", Optional.empty()));
    static final Put IGNITION = template(TemplateKind.IGNITION, "i", "one");
    static final Put GENERIC = template(TemplateKind.GENERIC, "g", "two");

    @Test
    void an_empty_server_gets_templates_then_profiles_then_groups() {
        var plan = Plan.of(having(NODE, PROFILE, GENERIC, IGNITION), having(), false);

        assertThat(steps(plan)).containsExactly("Add ignition i", "Add generic g", "Add profile p", "Add group node");
    }

    @Test
    void a_second_run_has_nothing_to_do() {
        var plan = Plan.of(having(NODE, PROFILE, GENERIC), having(PROFILE, GENERIC, NODE), true);

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.equal()).isTrue();
        assertThat(plan.same()).isEqualTo(3);
    }

    @Test
    void pruning_deletes_the_other_way_round_after_all_is_put() {
        var other = new Put.OfGroup(new Group("other", "", "p", Map.of(), Map.of()));

        var plan = Plan.of(having(other), having(NODE, PROFILE, GENERIC, IGNITION), true);

        assertThat(steps(plan)).containsExactly("Add group other", "Remove group node", "Remove profile p", "Remove generic g", "Remove ignition i");
    }

    @Test
    void without_pruning_what_only_the_server_has_stays_and_is_no_equality() {
        var plan = Plan.of(having(NODE), having(NODE, PROFILE), false);

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.left()).containsExactly(PROFILE.item());
        assertThat(plan.equal()).isFalse();
    }

    @Test
    void what_says_something_else_is_replaced_and_knows_what_was_there() {
        var plan = Plan.of(having(NODE_RENAMED), having(NODE), true);

        assertThat(plan.steps()).singleElement().isInstanceOfSatisfying(Step.Replace.class, replace -> {
            assertThat(replace.present()).isEqualTo(Version.Whole.of(NODE));
            assertThat(replace.wanted()).isEqualTo(Version.Whole.of(NODE_RENAMED));
        });
    }

    @Test
    void a_template_that_the_server_only_listed_is_compared_by_its_digest() {
        var listed = new TreeMap<Item, Version>(Map.of(IGNITION.item(), new Version.Digest(Version.Whole.of(IGNITION).sha256()),
                GENERIC.item(), new Version.Digest(Bytes.EMPTY)));

        var plan = Plan.of(having(IGNITION, GENERIC), new Snapshot(listed, true), true);

        assertThat(steps(plan)).containsExactly("Replace generic g");
    }

    @Test
    void templates_of_a_server_that_cannot_list_them_are_never_pruned() {
        var present = new Snapshot(having(NODE, GENERIC).versions(), false);

        var plan = Plan.of(having(), present, true);

        assertThat(steps(plan)).containsExactly("Remove group node");
        assertThat(plan.left()).containsExactly(new Item(Kind.GENERIC, "g"));
    }

    private static List<String> steps(Plan plan) {
        return plan.steps().stream().map(step -> step.getClass().getSimpleName() + " " + step.item()).toList();
    }

    private static Snapshot having(Put... puts) {
        var versions = new TreeMap<Item, Version>();
        for (Put put : puts) {
            versions.put(put.item(), Version.Whole.of(put));
        }
        return new Snapshot(versions, true);
    }

    private static Put template(TemplateKind kind, String name, String content) {
        return new Put.OfTemplate(kind, name, Bytes.utf8(content));
    }
}
