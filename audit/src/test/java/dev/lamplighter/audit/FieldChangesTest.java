package dev.lamplighter.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FieldChangesTest {

    @Test
    void what_changed_is_told_field_by_field() {
        assertThat(between("{\"profile\":\"install\",\"labels\":{\"rack\":\"r1\"}}", "{\"profile\":\"rescue\",\"labels\":{\"rack\":\"r1\",\"row\":\"2\"}}"))
                .containsExactly("profile: \"install\" -> \"rescue\"", "labels.row: none -> \"2\"");
    }

    @Test
    void what_may_be_secret_is_told_without_its_value_however_its_name_is_written() {
        assertThat(between("{}", "{\"metadata\":{\"ssh\":\"AAAA\"},\"labels\":{\"rootPassword\":\"hunter2\",\"API_TOKEN\":\"0123\"}}"))
                .containsExactly("metadata.ssh: added", "labels.rootPassword: added", "labels.API_TOKEN: added");
    }

    @Test
    void a_tree_with_a_secret_in_it_is_not_shown() {
        assertThat(between("{}", "{\"boot\":{\"menu\":{\"entry\":{\"clientSecret\":\"hunter2\"}}}}")).containsExactly("boot.menu: none -> (holds a secret)");
        assertThat(between("{\"list\":[{\"token\":\"1\"}]}", "{\"list\":[]}")).containsExactly("list: - (holds a secret)");
    }

    private static List<String> between(String before, String after) {
        return FieldChanges.between(Optional.of(before), Optional.of(after));
    }
}
