package dev.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

    static final Flags FLAGS = Flags.none().values("endpoint", "label").switches("strict").shorter("e", "endpoint");

    @Test
    void a_flag_has_one_dash_or_two_and_its_value_beside_it_or_behind_an_equals_sign() throws Exception {
        for (var words : List.of(List.of("--endpoint", "h:1"), List.of("-endpoint=h:1"), List.of("-e", "h:1"), List.of("--e=h:1"))) {
            assertThat(Arguments.read(FLAGS, words).value("endpoint")).as("%s", words).contains("h:1");
        }
    }

    @Test
    void words_stay_in_order_around_flags_and_after_two_dashes_everything_is_a_word() throws Exception {
        var read = Arguments.read(FLAGS, List.of("a", "--strict", "b", "-", "--", "--strict"));
        assertThat(read.words()).containsExactly("a", "b", "-", "--strict");
        assertThat(read.isOn("strict")).isTrue();
    }

    @Test
    void a_flag_may_be_given_several_times_and_the_last_of_a_switch_counts() throws Exception {
        var read = Arguments.read(FLAGS, List.of("--label", "a=1", "--label=b=2", "--strict", "--strict=false"));
        assertThat(read.values("label")).containsExactly("a=1", "b=2");
        assertThat(read.isOn("strict")).isFalse();
    }

    @Test
    void a_wrong_word_is_named_with_what_was_probably_meant() {
        assertThatThrownBy(() -> Arguments.read(FLAGS, List.of("--stric"))).hasMessage("there is no flag --stric; did you mean --strict?");
        assertThatThrownBy(() -> Arguments.read(FLAGS, List.of("--colour"))).hasMessage("there is no flag --colour");
        assertThatThrownBy(() -> Arguments.read(FLAGS, List.of("--label"))).hasMessage("--label needs a value after it");
        assertThatThrownBy(() -> Arguments.read(FLAGS, List.of("--strict=yes"))).hasMessage("--strict is true or false, not \"yes\"");
    }

    @Test
    void numbers_and_choices_are_held_to_their_bounds() throws Exception {
        var read = Arguments.read(Flags.none().values("days", "output"), List.of("--days", "0", "--output", "xml"));
        assertThatThrownBy(() -> read.number("days", 365, 1, 36500)).hasMessage("--days is a whole number from 1 to 36500, not \"0\"");
        assertThatThrownBy(() -> read.oneOf("output", "text", "json")).hasMessage("--output is text or json, not \"xml\"");
        assertThat(Arguments.read(FLAGS, List.of()).number("days", 365, 1, 36500)).isEqualTo(365);
    }
}
