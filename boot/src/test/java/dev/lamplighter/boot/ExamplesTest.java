package dev.lamplighter.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamplighter.assets.Located;
import dev.lamplighter.boot.Resource.Document;
import dev.lamplighter.boot.Resource.Seed;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.EventHub;
import dev.lamplighter.store.catalog.FileCatalogSettings;
import dev.lamplighter.store.catalog.FileCatalogStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.ObjectMapper;

/** What a machine gets from the folders in {@code examples/}, stage by stage as their READMEs say. */
class ExamplesTest {

    private static final Path EXAMPLES = Path.of(System.getProperty("lamplighter.root", "."), "examples");
    private static final String NODE = "uuid=7d1f&mac=52-54-00-12-34-56";

    private record Stage(Resource asked, String query, Form form, List<String> found) {

        static Stage of(Resource asked, String query, Form form, String... found) {
            return new Stage(asked, query, form, List.of(found));
        }
    }

    private enum Form { TEXT, YAML, JSON }

    private static final Map<String, List<Stage>> STAGES = Map.of(
            "fedora-coreos", List.of(
                    Stage.of(Document.IPXE, NODE, Form.TEXT, "kernel /assets/fedora-coreos/fedora-coreos-live-kernel.x86_64 initrd=main", "mac=${mac:hexhyp}"),
                    Stage.of(Document.IGNITION, NODE, Form.JSON, "\"version\":\"3.4.0\"", "ops@example.com", "node1.lab.example.com"),
                    Stage.of(Document.IGNITION, "mac=52-54-00-00-00-99", Form.JSON, "data:,fcos")),
            "flatcar", List.of(
                    Stage.of(Document.IPXE, NODE, Form.TEXT, "flatcar.config.url="),
                    Stage.of(Document.IGNITION, NODE, Form.JSON, "/opt/install", "install.service"),
                    Stage.of(Document.IGNITION, NODE + "&os=installed", Form.JSON, "ops@example.com")),
            "debian", List.of(
                    Stage.of(Document.IPXE, NODE, Form.TEXT, "priority=critical"),
                    Stage.of(Document.GENERIC, NODE, Form.TEXT, "d-i netcfg/get_hostname string debian\n", "d-i mirror/http/proxy string\n")),
            "ubuntu", List.of(
                    Stage.of(Document.IPXE, NODE, Form.TEXT, "ds=nocloud;s=http://192.168.1.2:8080/nocloud/uuid=${uuid},mac=${mac:hexhyp}/"),
                    Stage.of(Seed.USER_DATA, NODE, Form.YAML, "#cloud-config\nautoinstall:\n", "hostname: ubuntu"),
                    Stage.of(Seed.NETWORK_CONFIG, NODE, Form.YAML, "macaddress: \"52:54:00:12:34:56\""),
                    Stage.of(Seed.META_DATA, NODE, Form.YAML, "instance-id: \"7d1f\""),
                    Stage.of(Seed.VENDOR_DATA, NODE, Form.TEXT, "")),
            "talos", List.of(
                    Stage.of(Document.IPXE, NODE, Form.TEXT, "talos.platform=metal"),
                    Stage.of(Document.GENERIC, NODE, Form.YAML, "type: controlplane\n", "hostname: cp1\n"),
                    Stage.of(Document.GENERIC, "mac=52-54-00-00-00-99", Form.YAML, "type: worker\n", "wipe: false\ncluster:\n")),
            "esxi", List.of(
                    Stage.of(Document.IPXE, NODE, Form.TEXT, "mboot.efi -c http://192.168.1.2:8080/generic?file=boot.cfg&mac=${mac:hexhyp}\n"),
                    Stage.of(Document.GENERIC, NODE + "&file=boot.cfg", Form.TEXT, "modules=jumpstrt.gz --- useropts.gz", "mac=52:54:00:12:34:56\n"),
                    Stage.of(Document.GENERIC, NODE, Form.TEXT, "vmaccepteula\n", "--hostname=esxi1\n")),
            "patterns", List.of(
                    Stage.of(Document.IPXE, NODE, Form.TEXT, "kernel /assets/worker/kernel initrd=initrd"),
                    Stage.of(Document.GENERIC, NODE, Form.TEXT, "role=spare\n"),
                    Stage.of(Document.GENERIC, "mac=52:54:00:a1:9c:03&serial=R7-001", Form.TEXT, "role=control\n"),
                    Stage.of(Document.GENERIC, NODE + "&serial=R7-001", Form.TEXT, "role=worker\n"),
                    Stage.of(Document.IPXE, NODE + "&hostname=store-1.lab.example.com", Form.TEXT, "kernel /assets/storage/kernel"),
                    Stage.of(Document.GENERIC, NODE + "&hostname=store-1.lab.example.com", Form.TEXT, "role=storage\n")),
            "machines", List.of(
                    Stage.of(Document.IPXE, "mac=52-54-00-a1-9c-01", Form.TEXT, "kernel /assets/debian/linux initrd=initrd.gz"),
                    Stage.of(Document.GENERIC, "mac=52-54-00-a1-9c-03", Form.TEXT, "get_hostname string node2\n", "http://matchbox.example.com:8080/v1/boot-done?token="),
                    Stage.of(Document.GENERIC, NODE + "&role=worker", Form.TEXT, "get_hostname string debian\n")),
            "wimboot", List.of(
                    Stage.of(Document.IPXE, NODE, Form.TEXT, "#!ipxe\nkernel /assets/wimboot/wimboot\ninitrd /generic?" + NODE + " winpeshl.ini\ninitrd /assets/wimboot/BCD BCD\n",
                            "boot.wim boot.wim\nboot\n"),
                    Stage.of(Document.GENERIC, NODE, Form.TEXT, "\\\\192.168.1.3\\install")));

    @TestFactory
    Stream<DynamicTest> every_stage_is_served() {
        assumeTrue(Files.isDirectory(EXAMPLES), "skipped: the examples are not beside the module");
        return STAGES.entrySet().stream().map(example -> DynamicTest.dynamicTest(example.getKey(), () -> serve(EXAMPLES.resolve(example.getKey()), example.getValue())));
    }

    @Test
    void each_folder_says_what_is_fetched_and_is_looked_at_here() throws IOException {
        assumeTrue(Files.isDirectory(EXAMPLES), "skipped: the examples are not beside the module");
        try (var folders = Files.list(EXAMPLES)) {
            for (Path folder : folders.filter(each -> Files.isDirectory(each.resolve("profiles"))).toList()) {
                assertThat(folder.resolve("README.md")).content().contains("| stage | fetched | made of |");
                assertThat(STAGES).containsKey(folder.getFileName().toString());
            }
        }
    }

    private static void serve(Path data, List<Stage> stages) throws Exception {
        try (var store = new FileCatalogStore(data, FileCatalogSettings.defaults(), new EventHub("test", Clock.systemUTC()))) {
            var answers = new Answers(store, name -> new Located.Absent(new Reason("none", "none")), Optional.empty(), AnswerSettings.defaults());
            for (Stage stage : stages) {
                var outcome = Questions.settled(answers.answer(new Ask(stage.asked(), QueryLabels.parse(stage.query()), stage.query()), Questions.ARRIVAL));
                assertThat(outcome).as("%s", stage).isInstanceOf(Outcome.Reply.class);
                String text = ((Body.Text) ((Outcome.Reply<Body>) outcome).message()).bytes().text();
                assertThat(text).as("%s", stage).doesNotContain("<no value>").contains(stage.found());
                switch (stage.form()) {
                    case TEXT -> { }
                    case YAML -> assertThat(new Yaml().<Object>load(text)).isInstanceOf(Map.class);
                    case JSON -> assertThat(new ObjectMapper().readTree(text).isObject()).isTrue();
                }
            }
        }
    }
}
