package dev.lamplighter.assets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssetFolderTest {

    @TempDir
    Path place;

    Path root;

    @BeforeEach
    void a_folder_of_assets() throws IOException {
        root = Files.createDirectories(place.resolve("assets/coreos")).getParent();
        Files.writeString(root.resolve("coreos/vmlinuz"), "kernel");
        Files.writeString(place.resolve("secret"), "secret");
        Files.createSymbolicLink(root.resolve("out"), place.resolve("secret"));
        Files.createSymbolicLink(root.resolve("current"), Path.of("coreos"));
    }

    @Test
    void files_and_folders_are_found() {
        var assets = new AssetFolder(root, false);

        assertThat(assets.find("coreos/vmlinuz")).isEqualTo(new Located.OnDisk(root.resolve("coreos/vmlinuz")));
        assertThat(assets.find("coreos//./vmlinuz")).isEqualTo(new Located.OnDisk(root.resolve("coreos/vmlinuz")));
        assertThat(assets.find("current/vmlinuz")).isEqualTo(new Located.OnDisk(root.resolve("current/vmlinuz")));
        assertThat(assets.find("coreos/")).isEqualTo(new Located.OnDisk(root.resolve("coreos")));
        assertThat(assets.find("")).isEqualTo(new Located.OnDisk(root));
    }

    @Test
    void a_path_never_climbs_above_the_folder() {
        assertThat(new AssetFolder(root, true).find("../../secret")).isInstanceOf(Located.Absent.class);
        assertThat(new AssetFolder(root, true).find("../coreos/vmlinuz")).isEqualTo(new Located.OnDisk(root.resolve("coreos/vmlinuz")));
    }

    @Test
    void a_link_outside_is_followed_only_where_the_operator_said_so() {
        var refused = (Located.Absent) new AssetFolder(root, false).find("out");

        assertThat(refused.reason().code()).isEqualTo("asset-link-outside");
        assertThat(refused.reason().sentence()).contains("assets.follow-links").contains(root.resolve("out").toString());
        assertThat(new AssetFolder(root, true).find("out")).isEqualTo(new Located.OnDisk(root.resolve("out")));
    }

    @Test
    void what_is_not_there_is_absent_whatever_it_is_called() {
        var assets = new AssetFolder(root, false);
        var random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            var octets = new byte[random.nextInt(40)];
            random.nextBytes(octets);
            var name = "x" + new String(octets, i % 2 == 0 ? java.nio.charset.StandardCharsets.UTF_8 : java.nio.charset.StandardCharsets.ISO_8859_1);
            switch (assets.find(name)) {
                case Located.Absent absent -> assertThat(absent.reason().code()).isEqualTo("asset-missing");
                case Located.OnDisk found -> assertThat(found.path()).startsWith(root);
                case Located.Inside inside -> throw new AssertionError(inside);
            }
        }
        assertThat(assets.find("a".repeat(5000))).isInstanceOf(Located.Absent.class);
        assertThat(assets.find("coreos/vmlinuz/x")).isInstanceOf(Located.Absent.class);
    }
}
