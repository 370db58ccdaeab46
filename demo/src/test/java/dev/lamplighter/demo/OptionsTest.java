package dev.lamplighter.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.demo.Options.Client;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    @Test
    void without_options_the_demo_installs_what_it_lacks_and_takes_what_it_gets() throws Exception {
        assertThat(Options.of(List.of())).isEqualTo(new Options(Client.AUTO, true, Duration.ofMinutes(3), false, false, false));
    }

    @Test
    void options_are_written_in_either_form() throws Exception {
        assertThat(Options.of(List.of("--client", "walk", "--timeout=30", "--keep", "--no-install", "--firmware=uefi")))
                .isEqualTo(new Options(Client.WALK, false, Duration.ofSeconds(30), true, false, false));
        assertThat(Options.of(List.of("--unprivileged")).unprivileged()).isTrue();
        assertThat(Options.of(List.of("--help")).help()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --client=kvm    | --client is auto, qemu or walk, not kvm
            --client        | --client needs a value
            --timeout=0     | --timeout is a number of seconds from 1 to 99999, not 0
            --firmware=bios | --firmware is uefi, not bios
            --qemu          | there is no option --qemu
            """)
    void a_wrong_word_is_said(String word, String complaint) {
        assertThatThrownBy(() -> Options.of(List.of(word))).hasMessage(complaint);
    }

    @Test
    void root_is_who_has_the_effective_user_0() {
        assertThat(Privileges.isRoot(List.of("Name:\tjava", "Uid:\t1000\t0\t1000\t1000"))).isTrue();
        assertThat(Privileges.isRoot(List.of("Name:\tjava", "Uid:\t0\t1000\t0\t0"))).isFalse();
        assertThat(Privileges.isRoot(List.of())).isFalse();
    }
}
