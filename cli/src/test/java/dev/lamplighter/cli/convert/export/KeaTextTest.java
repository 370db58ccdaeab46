package dev.lamplighter.cli.convert.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.cli.convert.export.BootTable.OfArchs;
import dev.lamplighter.cli.convert.export.BootTable.OfClass;
import dev.lamplighter.model.Ip4;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeaTextTest {

    static final Path KEA = Path.of("/usr/sbin/kea-dhcp4");

    @TempDir
    Path folder;

    private static String export(String vendorClass) {
        return KeaText.of(new BootTable(Ip4.of("192.0.2.2"), Optional.of("http://192.0.2.2:8080/boot.ipxe"),
                List.of(new OfClass(vendorClass, Optional.of("node's.efi"))), List.of(new OfArchs(List.of(0), "bob's.kpxe")),
                List.of(new OfArchs(List.of(16), "http://192.0.2.2:8080/assets/it's,it.efi"))));
    }

    @Test
    void a_vendor_class_is_a_text_and_with_an_apostrophe_or_beyond_ascii_its_octets() {
        assertThat(export("PXEClient:Arch")).contains("substring(option[60].hex,0,14) == 'PXEClient:Arch'");
        assertThat(export("PXEClient:o'x")).contains("substring(option[60].hex,0,13) == 0x505845436c69656e743a6f2778").doesNotContain("o'x");
        assertThat(export("PXEClient:\u00e9")).contains("substring(option[60].hex,0,11) == 0x505845436c69656e743ae9");
    }

    @Test
    void kea_understands_all_of_it() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(KEA), "skipped: there is no kea-dhcp4");
        Path config = Files.writeString(folder.resolve("kea.json"), "{\"Dhcp4\": {\"lease-database\": {\"type\": \"memfile\", \"persist\": false},\n"
                + export("PXEClient:o'x") + "}}\n");
        var starting = new ProcessBuilder(KEA.toString(), "-t", config.toString()).redirectErrorStream(true);
        starting.environment().put("KEA_PIDFILE_DIR", folder.toString());
        starting.environment().put("KEA_LOCKFILE_DIR", "none");
        Process kea = starting.start();
        String said = new String(kea.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(kea.waitFor()).as(said).isZero();
    }
}
