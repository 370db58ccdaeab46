package dev.lamplighter.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MacTest {

    @Test
    void every_form_that_matchbox_takes_is_one_address() {
        for (String text : List.of("52:54:00:a1:9c:ae", "52-54-00-a1-9c-ae", "52:54:00:A1:9C:AE", "5254.00a1.9cae", "525400a19cae")) {
            assertThat(Mac.parse(text)).as(text).contains(Mac.of("52:54:00:a1:9c:ae"));
        }
        assertThat(Mac.of("52-54-00-A1-9C-AE")).hasToString("52:54:00:a1:9c:ae");
        assertThat(Mac.of("52:54:00:a1:9c:ae").hyphenated()).isEqualTo("52-54-00-a1-9c-ae");
    }

    @Test
    void addresses_of_other_lengths_keep_all_their_octets() {
        assertThat(Mac.of("02:00:5e:10:00:00:00:ff")).hasToString("02:00:5e:10:00:00:00:ff");
        assertThat(Mac.of("00112233445566778899aabbccddeeff00112233").hyphenated()).hasSize(59).startsWith("00-11-22").endsWith("-33");
    }

    @Test
    void what_is_nearly_one_is_none() {
        for (String text : List.of("", "52", "52:54:00:a1:9c:a", "52:54:00:a1:9c:ag", "52:54:00-a1:9c:ae", "52:54:00:a1:9c:ae:", "5g:54:00:a1:9c:ae", "52 54 00 a1 9c ae", "52:54:00:a1:9c",
                "5254.00a1:9cae", "525400a19ca", "５2:54:00:a1:9c:ae")) {
            assertThat(Mac.parse(text)).as(text).isEmpty();
        }
    }
}
