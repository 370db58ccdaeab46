package dev.lamplighter.render.butane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which translator a document gets. */
class SelectionTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({"fcos 1.0.0, 3.0.0", "fcos 1.1.0, 3.1.0", "fcos 1.2.0, 3.2.0", "fcos 1.3.0, 3.2.0", "fcos 1.4.0, 3.3.0", "fcos 1.5.0, 3.4.0",
            "fcos 1.6.0, 3.5.0", "fcos 1.7.0, 3.6.0", "fcos 1.8.0-experimental, 3.7.0-experimental", "flatcar 1.0.0, 3.3.0", "flatcar 1.1.0, 3.4.0",
            "flatcar 1.2.0-experimental, 3.7.0-experimental", "r4e 1.1.0, 3.4.0", "r4e 1.2.0-experimental, 3.7.0-experimental", "fiot 1.0.0, 3.4.0",
            "fiot 1.1.0-experimental, 3.7.0-experimental"})
    void every_dialect_has_its_ignition_version(String dialect, String version) {
        assertThat(Written.as(dialect, "").ignition()).isEqualTo("{\"ignition\":{\"version\":\"" + version + "\"}}");
    }

    @Test
    void zeros_before_a_number_do_not_matter() {
        assertThat(Written.as("fcos 01.004.0", "").ignition()).contains("3.3.0");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            fcos 1.4.1               | No translator exists for variant fcos with version 1.4.1
            fcos 1.4.0-experimental  | No translator exists for variant fcos with version 1.4.0-experimental
            Flatcar 1.0.0            | No translator exists for variant Flatcar with version 1.0.0
            openshift 4.7.0          | No translator exists for variant openshift with version 4.7.0
            fcos 1.4                 | error parsing version; must be a valid semver
            fcos ''                  | error parsing version; must be a valid semver
            ~ 1.4.0                  | error parsing variant; must be specified
            rhcos 0.1.0              | rhcos variant has been removed; use openshift variant instead: https://coreos.github.io/butane/upgrading-openshift/
            """)
    void what_is_not_known_is_refused_without_remarks(String dialect, String because) {
        assertThat(Written.as(dialect, "").failure()).isEqualTo(because);
        assertThat(Written.as(dialect, "").remarks()).isEmpty();
    }

    @Test
    void an_empty_document_has_no_variant() {
        assertThat(Written.document("").failure()).isEqualTo("error parsing variant; must be specified");
        assertThat(Written.document("# nothing here\n").failure()).isEqualTo("error parsing variant; must be specified");
    }

    @Test
    void json_is_yaml() {
        assertThat(Written.document("\ufeff{\"variant\": \"fcos\", \"version\": \"1.4.0\"}").ignition()).contains("3.3.0");
    }

    @Test
    void only_the_first_document_of_a_stream_counts() {
        assertThat(Written.document("---\nvariant: fcos\nversion: 1.4.0\n---\n}{\n").ignition()).contains("3.3.0");
    }
}
