package dev.lamplighter.assets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BootFilesTest {

    static final BundledFiles INSIDE = new BundledFiles(
            List.of(new BundledFile("ipxe.efi", 6, "00", "iPXE 1", List.of())), name -> new ByteArrayInputStream("inside".getBytes(java.nio.charset.StandardCharsets.UTF_8)));

    @TempDir
    Path place;

    Path root;
    BootFiles files;

    @BeforeEach
    void an_operators_folder() throws IOException {
        root = Files.createDirectory(place.resolve("tftp"));
        Files.createDirectories(root.resolve("sub/dir"));
        Files.writeString(root.resolve("sub/dir/nested.bin"), "nested");
        Files.writeString(root.resolve("MixedCase.Bin"), "mixed");
        Files.writeString(place.resolve("secret.txt"), "secret");
        files = new BootFiles(Optional.of(root), INSIDE);
    }

    @Test
    void the_operators_file_wins_over_the_one_inside() throws IOException {
        assertThat(files.find("ipxe.efi")).isEqualTo(new Located.Inside("ipxe.efi", Bytes.utf8("inside")));

        Path own = Files.writeString(root.resolve("ipxe.efi"), "mine");

        assertThat(files.find("ipxe.efi")).isEqualTo(new Located.OnDisk(own));
    }

    @Test
    void without_a_folder_there_are_the_files_inside() {
        var bare = new BootFiles(Optional.empty(), INSIDE);

        assertThat(bare.find("//ipxe.efi")).isInstanceOf(Located.Inside.class);
        assertThat(sentence(bare.find("other.efi"))).contains("`other.efi`", "tftp.root", "ipxe.efi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub/dir/nested.bin", "/sub/dir/nested.bin", "//sub/dir/nested.bin", "sub\\dir\\nested.bin", "\\sub//dir/./nested.bin",
            "sub/other/../dir/nested.bin"})
    void firmware_may_write_a_name_in_many_ways(String name) {
        assertThat(files.find(name)).isEqualTo(new Located.OnDisk(root.resolve("sub/dir/nested.bin")));
    }

    @Test
    void letter_case_counts() {
        assertThat(files.find("MixedCase.Bin")).isInstanceOf(Located.OnDisk.class);
        assertThat(code(files.find("mixedcase.bin"))).isEqualTo("boot-file-missing");
    }

    @Test
    void an_absent_file_is_named_with_the_folder_to_put_it_into() {
        assertThat(sentence(files.find("/snponly.efi"))).contains("`snponly.efi`").contains("put it into " + root);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret.txt", "sub/../../secret.txt", "/../secret.txt", "..\\secret.txt", "sub/dir/../../../secret.txt", "./../secret.txt",
            "..//secret.txt", "sub\\..\\..\\secret.txt"})
    void no_name_leads_outside(String name) {
        assertThat(code(files.find(name))).isEqualTo("boot-file-outside");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", ".", "sub", "sub/", "sub/dir/.."})
    void a_folder_is_no_boot_file(String name) {
        assertThat(code(files.find(name))).isEqualTo("boot-file-folder");
    }

    @Test
    void a_link_that_leads_outside_is_refused_and_one_that_stays_is_followed() throws IOException {
        Files.createSymbolicLink(root.resolve("out"), place.resolve("secret.txt"));
        Files.createSymbolicLink(root.resolve("up"), place);
        Files.createSymbolicLink(root.resolve("in"), Path.of("sub/dir/nested.bin"));

        assertThat(code(files.find("out"))).isEqualTo("boot-file-link-outside");
        assertThat(code(files.find("up/secret.txt"))).isEqualTo("boot-file-link-outside");
        assertThat(files.find("in")).isEqualTo(new Located.OnDisk(root.resolve("in")));
    }

    @Test
    void a_root_that_is_itself_a_link_serves() throws IOException {
        Path link = Files.createSymbolicLink(place.resolve("link"), root);

        assertThat(new BootFiles(Optional.of(link), INSIDE).find("MixedCase.Bin")).isEqualTo(new Located.OnDisk(link.resolve("MixedCase.Bin")));
    }

    @Test
    void a_missing_root_holds_nothing() {
        var none = new BootFiles(Optional.of(place.resolve("gone")), INSIDE);

        assertThat(none.find("ipxe.efi")).isInstanceOf(Located.Inside.class);
        assertThat(code(none.find("x"))).isEqualTo("boot-file-missing");
    }

    @Test
    void names_that_are_no_names_are_refused() {
        assertThat(code(files.find("a\0b"))).isEqualTo("boot-file-name-refused");
        assertThat(code(files.find("a".repeat(2000)))).isEqualTo("boot-file-name-refused");
        assertThat(code(files.find("a".repeat(300)))).isEqualTo("boot-file-missing");
        assertThat(code(files.find("MixedCase.Bin/x"))).isEqualTo("boot-file-missing");
    }

    @Test
    void no_name_of_any_characters_throws_or_leads_outside() {
        var random = new Random(7);
        var pieces = List.of("..", ".", "/", "\\", "sub", "dir", "nested.bin", "\0", "\ud800", "é", "%2e%2e", " ", "secret.txt", "~", "\n");
        for (int i = 0; i < 20_000; i++) {
            var name = new StringBuilder();
            for (int j = random.nextInt(8); j >= 0; j--) {
                name.append(pieces.get(random.nextInt(pieces.size())));
            }
            switch (files.find(name.toString())) {
                case Located.OnDisk(Path path) -> assertThat(path.normalize()).startsWith(root);
                case Located.Inside inside -> assertThat(inside.name()).isEqualTo("ipxe.efi");
                case Located.Absent absent -> assertThat(absent.reason().sentence()).isNotEmpty();
            }
        }
    }

    static String code(Located located) {
        return located instanceof Located.Absent absent ? absent.reason().code() : located.toString();
    }

    static String sentence(Located located) {
        return located instanceof Located.Absent absent ? absent.reason().sentence() : located.toString();
    }
}
