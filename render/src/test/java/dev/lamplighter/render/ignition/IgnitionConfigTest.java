package dev.lamplighter.render.ignition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.render.ignition.IgnitionConfig.Served;
import dev.lamplighter.render.ignition.IgnitionConfig.Unreadable;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator gets for an Ignition file. */
class IgnitionConfigTest {

    private static final String EMPTY_3_4 = """
            {"ignition":{"config":{"replace":{"verification":{}}},"proxy":{},"security":{"tls":{}},"timeouts":{},"version":"3.4.0"},\
            "kernelArguments":{},"passwd":{},"storage":{},"systemd":{}}""";

    private static IgnitionConfig read(String json) {
        return IgnitionConfig.read(json.getBytes(UTF_8));
    }

    private static IgnitionConfig readWith(String version, String sections) {
        return read("{\"ignition\":{\"version\":\"" + version + "\"}" + (sections.isEmpty() ? "" : "," + sections) + "}");
    }

    private static String served(IgnitionConfig config) {
        assertThat(config).isInstanceOf(Served.class);
        return config.toString();
    }

    @ParameterizedTest(name = "3.{0}.0")
    @CsvSource({"0", "1", "2", "3", "4"})
    void every_version_up_to_3_4_is_served_as_3_4(int minor) {
        assertThat(served(readWith("3." + minor + ".0", ""))).isEqualTo(EMPTY_3_4);
    }

    @Test
    void newer_versions_stay_what_they_are_and_say_that_matchbox_cannot_read_them() {
        var config = (Served) readWith("3.5.0", "\"storage\":{\"luks\":[{\"name\":\"r\",\"device\":\"/dev/sda\",\"cex\":{\"enabled\":true}}]}");

        assertThat(config.version()).isEqualTo("3.5.0");
        assertThat(config.isBeyondMatchbox()).isTrue();
        assertThat(new String(config.json(), UTF_8)).contains("\"version\":\"3.5.0\"").contains("\"luks\":[{\"cex\":{\"enabled\":true},\"clevis\":{\"custom\":{}}");
        assertThat(((Served) readWith("3.4.0", "")).isBeyondMatchbox()).isFalse();
    }

    @Test
    void what_matchbox_answers_for_an_unreadable_file_is_an_empty_configuration() {
        assertThat(new String(IgnitionConfig.matchboxEmpty(), UTF_8)).isEqualTo(EMPTY_3_4.replace("3.4.0", ""));
    }

    @Test
    void unknown_and_newer_names_vanish_and_letter_case_is_repaired() {
        assertThat(served(read("{\"Ignition\":{\"VERSION\":\"3.1.0\",\"colour\":1},\"kernelArguments\":{\"shouldExist\":[\"a\"]},\"PASSWD\":{\"users\":[{\"Name\":\"core\"}]}}")))
                .isEqualTo(EMPTY_3_4.replace("\"passwd\":{}", "\"passwd\":{\"users\":[{\"name\":\"core\"}]}"));
    }

    @Test
    void given_values_stay_and_nulls_and_empty_lists_vanish() {
        assertThat(served(readWith("3.3.0", """
                "passwd":{"users":[{"name":"a&<b>","uid":0,"system":false,"shell":"","groups":[],"gecos":null}]},"storage":null""")))
                .isEqualTo(EMPTY_3_4.replace("\"passwd\":{}",
                        "\"passwd\":{\"users\":[{\"name\":\"a\\u0026\\u003cb\\u003e\",\"shell\":\"\",\"system\":false,\"uid\":0}]}"));
    }

    @Test
    void a_link_of_an_old_version_keeps_its_empty_target() {
        assertThat(served(readWith("3.2.0", "\"storage\":{\"links\":[{\"path\":\"/a\"}]}")))
                .contains("\"links\":[{\"group\":{},\"path\":\"/a\",\"user\":{},\"target\":\"\"}]");
    }

    @Test
    void a_broken_file_is_reported_with_its_place() {
        assertThat(read("{\n  \"ignition\": {\"version\": \"3.3.0\"},\n  \"storage\": {\"files\": [{\"path\": \"etc/x\"}]}\n}"))
                .isEqualTo(new Unreadable("storage.files[0].path: path not absolute", 3, 34));
        assertThat(read("{\n  \"ignition\": x}")).isEqualTo(new Unreadable("not JSON: unexpected 'x' where a value should begin", 2, 15));
        assertThat(read("{\"ignition\":{\"version\":\"2.3.0\"}}"))
                .isEqualTo(new Unreadable("ignition.version: version 2.3.0 is unknown; 3.0.0 to 3.6.0 are known", 1, 24));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            a list that is a text        | "storage":{"files":"x"}                                                 | must be a list, not a text
            a mode that is a text        | "storage":{"files":[{"path":"/a","mode":"0644"}]}                       | must be a number
            a mode that is too large     | "storage":{"files":[{"path":"/a","mode":99999}]}                        | illegal file mode
            a path in a longer form      | "storage":{"files":[{"path":"/a/../b"}]}                                | not fully simplified
            a path twice                 | "storage":{"files":[{"path":"/a"}],"directories":[{"path":"/a"}]}       | duplicate
            a file below a link          | "storage":{"files":[{"path":"/a/b"}],"links":[{"path":"/a","target":"/c"}]} | path includes link
            id and name of an owner      | "storage":{"files":[{"path":"/a","user":{"id":1,"name":"x"}}]}          | cannot set both id and name
            overwrite with nothing       | "storage":{"files":[{"path":"/a","overwrite":true}]}                    | must be false if source is unspecified
            an unknown scheme            | "storage":{"files":[{"path":"/a","contents":{"source":"bogus://x"}}]}   | invalid url scheme
            a data URL without comma     | "storage":{"files":[{"path":"/a","contents":{"source":"data:x"}}]}      | missing comma
            an unknown hash              | "storage":{"files":[{"path":"/a","contents":{"source":"data:,x","verification":{"hash":"md5-1"}}}]} | unrecognized hash
            a link without target        | "storage":{"links":[{"path":"/a"}]}                                     | target: link target is required
            a hard link to a directory   | "storage":{"links":[{"path":"/a","target":"/d","hard":true}],"directories":[{"path":"/d"}]} | hard link target is a directory
            a filesystem without format  | "storage":{"filesystems":[{"device":"/dev/sda1","path":"/var"}]}        | format: format cannot be empty
            a label that is too long     | "storage":{"filesystems":[{"device":"/dev/sda1","format":"vfat","label":"abcdefghijkl"}]} | longer than 11
            partitions over each other   | "storage":{"disks":[{"device":"/dev/sda","partitions":[{"number":1,"startMiB":1,"sizeMiB":5},{"number":2,"startMiB":3,"sizeMiB":1}]}]} | partitions overlap
            a partition nobody can name  | "storage":{"disks":[{"device":"/dev/sda","partitions":[{"sizeMiB":5}]}]} | number >= 1 or a label
            spares without redundancy    | "storage":{"raid":[{"name":"r","level":"raid0","devices":["/dev/a"],"spares":1}]} | spares unsupported
            a volume without device      | "storage":{"luks":[{"name":"r"}]}                                       | device: disk device is required
            clevis with two minds        | "storage":{"luks":[{"name":"r","device":"/dev/a","clevis":{"tpm2":true,"custom":{"pin":"tpm2","config":"{}"}}}]} | cannot use custom clevis config with
            a unit of no kind            | "systemd":{"units":[{"name":"x"}]}                                      | invalid systemd unit extension
            a section that does not end  | "systemd":{"units":[{"name":"x.service","contents":"[Foo"}]}            | unable to find end
            an option without value      | "systemd":{"units":[{"name":"x.service","contents":"[Foo]\\nbar"}]}     | unexpected newline
            a file where a unit goes     | "systemd":{"units":[{"name":"x.service","contents":"[A]"}]},"storage":{"files":[{"path":"/etc/systemd/system/x.service"}]} | conflicts with systemd unit
            a user twice                 | "passwd":{"users":[{"name":"a"},{"name":"a"}]}                          | duplicate
            a kernel argument twice      | "kernelArguments":{"shouldExist":["a"],"shouldNotExist":["a"]}          | duplicate entry
            """)
    void it_refuses(String what, String sections, String because) {
        assertThat(readWith("3.4.0", sections)).asInstanceOf(InstanceOfAssertFactories.type(Unreadable.class))
                .extracting(Unreadable::message, InstanceOfAssertFactories.STRING).contains(because);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            an empty file       | ''
            null                | null
            a list              | []
            a byte order mark   | \ufeff{"ignition":{"version":"3.3.0"}}
            a comment           | // c
            something behind it | {"ignition":{"version":"3.3.0"}} x
            no version          | {"ignition":{}}
            a number as version | {"ignition":{"version":3.3}}
            an experiment       | {"ignition":{"version":"3.4.0-experimental"}}
            """)
    void it_does_not_take_for_ignition(String what, String json) {
        assertThat(read(json)).isInstanceOf(Unreadable.class);
    }
}
