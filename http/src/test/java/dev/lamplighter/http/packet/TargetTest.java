package dev.lamplighter.http.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Decoded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

    @Test
    void a_path_and_its_query_are_told_apart_at_the_first_question_mark() {
        assertThat(page("/generic?a?b=/../x")).isEqualTo(new Target.Page("/generic", "/generic", "a?b=/../x"));
    }

    @Test
    void the_host_of_an_absolute_target_does_not_matter() {
        assertThat(page("http://[2001:db8::1]:8080/boot.ipxe?mac=x").escaped()).isEqualTo("/boot.ipxe");
        assertThat(page("HTTPS://lab").escaped()).isEmpty();
        assertThat(page("http://lab?mac=x").query()).isEqualTo("mac=x");
    }

    @Test
    void raw_utf8_is_read_as_text_and_escaped_where_a_header_needs_it() {
        Target.Page page = page("/assets/\u00c3\u00bcn?ort=Z\u00c3\u00bcrich");
        assertThat(page).isEqualTo(new Target.Page("/assets/ün", "/assets/%C3%BCn", "ort=Zürich"));
    }

    @Test
    void two_slashes_at_the_start_are_a_path_and_no_host() {
        assertThat(page("//ipxe").escaped()).isEqualTo("//ipxe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ip xe", "/ipxe%zz", "/ipxe%2", "/ipxe%", "ipxe", "", "/a\u0000b", "/a\u007f", "1http://x/", "://x/", "ht tp://x/"})
    void what_is_no_target_is_malformed(String target) {
        assertThat(Target.parse("GET", target)).isInstanceOf(Decoded.Malformed.class);
    }

    @ParameterizedTest
    @CsvSource({"/, /", "//ipxe, /ipxe", "/./ipxe, /ipxe", "/x/../ipxe, /ipxe", "/../../boot.ipxe, /boot.ipxe", "/boot.ipxe/., /boot.ipxe",
        "/assets//x/, /assets/x/", "/a/b/.., /a", "/a/b/../, /a/", "'', /", "/%2e%2e/x, /%2e%2e/x", "/..../x, /..../x", "/.., /", "///, /"})
    void a_path_is_cleaned_of_what_means_nothing(String path, String clean) {
        assertThat(CleanPath.of(path)).isEqualTo(clean);
        assertThat(CleanPath.of(clean)).as("cleaning again changes nothing").isEqualTo(clean);
    }

    private static Target.Page page(String target) {
        return switch (Target.parse("GET", target)) {
            case Decoded.Message<Target>(Target.Page page) -> page;
            case Decoded.Message<Target>(Target other) -> throw new AssertionError(other);
            case Decoded.Malformed<Target> malformed -> throw new AssertionError(malformed);
        };
    }
}
