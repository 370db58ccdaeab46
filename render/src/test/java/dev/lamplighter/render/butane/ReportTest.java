package dev.lamplighter.render.butane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What an operator is told, and where. */
class ReportTest {

    @Test
    void a_key_that_a_version_does_not_know_is_a_warning_at_the_key() {
        String grub = "grub:\n  users: []\n";

        assertThat(Written.as("fcos 1.4.0", grub).remarks()).containsExactly("warning at $.grub, line 3 col 1: unused key grub");
        assertThat(Written.as("fcos 1.5.0", grub).remarks()).isEmpty();
        assertThat(Written.as("flatcar 1.1.0", grub).remarks()).hasSize(1);
    }

    @Test
    void a_strict_operator_gets_nothing_when_there_is_a_warning() {
        assertThat(Written.fcos("hello: 1\n").strict().failure()).isEqualTo("Config produced warnings and --strict was specified");
        assertThat(Written.fcos("").strict().ignition()).contains("3.6.0");
    }

    @Test
    void an_error_is_at_the_value() {
        assertThat(Written.fcos("storage:\n  directories:\n    - path: srv\n").remarks())
                .containsExactly("error at $.storage.directories.0.path, line 5 col 13: path not absolute");
    }

    @Test
    void a_missing_value_is_reported_where_it_should_be() {
        assertThat(Written.fcos("storage:\n  raid:\n    - name: r\n      devices: [/dev/a]\n").remarks())
                .containsExactly("error at $.storage.raid.0.level, line 5 col 7: raid level is required");
    }

    @Test
    void a_path_is_in_the_spelling_of_the_document() {
        assertThat(Written.fcos("""
                storage:
                  disks:
                    - device: /dev/sda
                      wipe_table: true
                      partitions: [{number: 1, type_guid: x}]
                """).remarks()).containsExactly("error at $.storage.disks.0.partitions.0.type_guid, line 7 col 43: "
                + "doesn't match the form \"01234567-89AB-CDEF-EDCB-A98765432101\"");
    }

    @Test
    void what_is_wrong_with_generated_parts_is_told_of_what_they_were_made_of() {
        assertThat(Written.fcos("boot_device:\n  layout: aarch64\n  mirror:\n    devices: [sda, /dev/sdb]\n").remarks())
                .containsExactly("error at $.boot_device.mirror.devices.0, line 6 col 15: path not absolute");
    }

    @Test
    void everything_wrong_is_told_at_once() {
        var written = Written.fcos("""
                passwd: {users: [{name: a}, {name: a}]}
                systemd: {units: [{name: x}, {name: y.service, contents: "[Unit"}]}
                storage: {files: [{path: /a, mode: 10000, contents: {source: "data:,a b"}}]}
                """);
        assertThat(written.failure()).isEqualTo("config generated was invalid");
        assertThat(written.remarks()).containsExactlyInAnyOrder(
                "error at $.passwd.users.1, line 3 col 29: duplicate entry defined",
                "error at $.systemd.units.0.name, line 4 col 26: invalid systemd unit extension",
                "error at $.systemd.units.1.contents, line 4 col 58: invalid unit content: unable to find end of section",
                "error at $.storage.files.0.mode, line 5 col 36: illegal file mode",
                "error at $.storage.files.0.contents.source, line 5 col 62: invalid data character");
    }

    @Test
    void errors_of_the_source_are_told_before_those_of_the_result() {
        var written = Written.fcos("storage: {files: [{path: a, contents: {inline: x, source: 'http://x'}}]}");

        assertThat(written.failure()).isEqualTo("source config is invalid");
        assertThat(written.remarks()).singleElement().asString().contains("only one of the following");
    }

    @Test
    void a_decimal_mode_that_was_meant_octal_is_a_warning() {
        String advice = "remember to add a leading zero";

        assertThat(Written.fcos("storage: {files: [{path: /a, mode: 640}]}").remarks()).singleElement().asString().endsWith(advice);
        assertThat(Written.fcos("storage: {directories: [{path: /a, mode: 750}]}").remarks()).singleElement().asString().endsWith(advice);
        assertThat(Written.fcos("storage: {files: [{path: /a, mode: 0640}, {path: /b, mode: 416}, {path: /c, mode: 888}]}").remarks()).isEmpty();
    }

    @Test
    void an_alias_for_a_section_cannot_be_looked_into() {
        assertThat(Written.fcos("""
                passwd:
                  users:
                    - &u {name: a, colour: red}
                    - *u
                """).remarks()).containsExactlyInAnyOrder("warning at $.passwd.users.0.colour, line 5 col 20: unused key colour",
                "warning at $.passwd.users.1, line 6 col 7: context tree does not match content tree at $.passwd.users.1. "
                        + "Line and column reporting may be inconsistent. Unused keys may not be reported",
                "error at $.passwd.users.1, line 6 col 7: duplicate entry defined");
    }

    @Test
    void an_embedded_configuration_is_checked_too() {
        assertThat(merging("{\\\"ignition\\\":{\\\"version\\\":\\\"3.6.0\\\"},\\\"x\\\":1}").remarks())
                .containsExactly("warning at $.x, line 1 col 1: unused key x");
        assertThat(merging("{\\\"ignition\\\":{\\\"version\\\":\\\"3.2.0\\\"}}").remarks()).singleElement().asString().contains("unkown version");
        assertThat(merging("{\\\"ignition\\\":{\\\"version\\\":\\\"3.6.0\\\"},\\\"systemd\\\":{\\\"units\\\":[{\\\"name\\\":\\\"a\\\"}]}}").failure())
                .isEqualTo("source config is invalid");
        assertThat(merging("{").remarks()).hasSize(2).last().asString().endsWith(": config is not valid");
    }

    private static Written merging(String json) {
        return Written.fcos("ignition: {config: {merge: [{inline: \"" + json + "\"}]}}");
    }
}
