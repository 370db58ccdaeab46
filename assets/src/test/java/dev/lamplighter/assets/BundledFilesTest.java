package dev.lamplighter.assets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Bytes;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BundledFilesTest {

    @Test
    void what_the_build_put_inside_is_what_it_says_it_is() throws Exception {
        var inside = BundledFiles.ofThisBuild();

        assertThat(inside.list()).extracting(BundledFile::name).containsExactly("undionly.kpxe", "ipxe.efi", "snponly.efi", "grub.efi", "shimx64.efi", "grubx64.efi");
        for (BundledFile file : inside.list()) {
            byte[] content = inside.content(file.name()).orElseThrow().toArray();
            assertThat((long) content.length).isEqualTo(file.size());
            assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content))).isEqualTo(file.sha256());
            assertThat(file.version()).isNotBlank();
        }
    }

    @Test
    void the_licences_and_where_the_source_is_travel_with_them() {
        assertThat(BundledFiles.class.getResource("inside/SOURCES")).isNotNull();
        assertThat(BundledFiles.class.getResource("inside/licenses/GPL-2")).isNotNull();
        assertThat(BundledFiles.class.getResource("inside/licenses/GPL-3")).isNotNull();
    }

    @Test
    void a_file_is_read_once_and_only_when_asked_for() {
        var opened = new AtomicInteger();
        var files = new BundledFiles(BundledFiles.index("a\t1\t00\tversion one\tHTTPS,menus\nb\t1\t00\tv\n"), name -> {
            opened.incrementAndGet();
            return new ByteArrayInputStream(new byte[] {42});
        });
        assertThat(files.list()).containsExactlyElementsOf(
                List.of(new BundledFile("a", 1, "00", "version one", List.of("HTTPS", "menus")), new BundledFile("b", 1, "00", "v", List.of())));
        assertThat(opened).hasValue(0);

        assertThat(files.content("a")).contains(Bytes.of((byte) 42));
        assertThat(files.content("a")).contains(Bytes.of((byte) 42));

        assertThat(opened).hasValue(1);
        assertThat(files.content("c")).isEmpty();
    }
}
