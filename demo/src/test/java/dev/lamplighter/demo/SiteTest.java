package dev.lamplighter.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.demo.lab.AddressPlan;
import dev.lamplighter.demo.payload.Payload;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {

    static final Path EXAMPLES = Path.of(System.getProperty("lamplighter.root", "..")).resolve("examples/lab");

    @TempDir
    Path folder;

    @Test
    void the_lab_is_the_example_with_a_kernel_and_an_initramfs_in_it() throws Exception {
        Site site = Site.inLab(EXAMPLES, folder.resolve("site"), Payload.standIn(folder.resolve("stand-ins")));
        assertThat(Files.readString(site.settings())).isEqualTo(Files.readString(EXAMPLES.resolve("lamplighter.yaml")))
                .contains("interface: " + AddressPlan.INTERFACE, "advertise: " + AddressPlan.SERVER, ":" + AddressPlan.HTTP_PORT, "dhcp: full");
        assertThat(Files.readString(site.folder().resolve("data/profiles/lab.json")))
                .contains("/assets/lab/vmlinuz", "/assets/lab/initrd.gz", "http://boot.lab.test:8080/ignition?uuid=${uuid}&mac=${mac:hexhyp}");
        assertThat(site.folder().resolve("assets/lab/vmlinuz")).hasSize(1 << 20);
        assertThat(site.folder().resolve("assets/lab/initrd.gz")).hasSize(1 << 21);
        assertThat(site.folder().resolve("state")).isDirectory();
    }

    @Test
    void on_loopback_every_address_has_the_port_that_was_free() throws Exception {
        Site site = Site.onLoopback(EXAMPLES, folder.resolve("site"), Payload.standIn(folder.resolve("stand-ins")), 45454);
        assertThat(Files.readString(site.loopbackSettings())).contains("http: { address: \"127.0.0.1:45454\" }").doesNotContain("8080");
        assertThat(Files.readString(site.folder().resolve("data/profiles/lab.json")))
                .contains("http://127.0.0.1:45454/ignition").doesNotContain("boot.lab.test");
    }
}
