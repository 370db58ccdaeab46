package dev.lamplighter.assets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LooseNamesTest {

    @TempDir
    Path root;

    @BeforeEach
    void a_folder_as_windows_deployment_lays_it_out() throws IOException {
        Files.createDirectories(root.resolve("Boot"));
        Files.writeString(root.resolve("Boot/BCD"), "bcd");
        Files.writeString(root.resolve("bootmgr.exe"), "lower");
        Files.writeString(root.resolve("BOOTMGR.EXE"), "upper");
    }

    @Test
    void an_exact_name_always_wins() {
        assertThat(found(loose(true), "bootmgr.exe")).isEqualTo(root.resolve("bootmgr.exe"));
        assertThat(found(loose(true), "BOOTMGR.EXE")).isEqualTo(root.resolve("BOOTMGR.EXE"));
        assertThat(found(loose(true), "BootMgr.exe")).as("the first by name").isEqualTo(root.resolve("BOOTMGR.EXE"));
    }

    @Test
    void windows_pe_finds_its_store_in_whatever_letters() {
        assertThat(found(loose(true), "\\boot\\bcd")).isEqualTo(root.resolve("Boot/BCD"));
        assertThat(found(loose(true), "BOOT/bcd")).isEqualTo(root.resolve("Boot/BCD"));
    }

    @Test
    void letter_case_counts_unless_asked_otherwise() {
        assertThat(loose(false).find("boot/bcd")).isInstanceOfSatisfying(Located.Absent.class,
                absent -> assertThat(absent.reason().code()).isEqualTo("boot-file-missing"));
    }

    @Test
    void the_folders_own_path_in_front_means_the_folder() {
        assertThat(found(loose(false), root + "/Boot/BCD")).isEqualTo(root.resolve("Boot/BCD"));
        assertThat(found(loose(true), root + "/boot/bcd")).isEqualTo(root.resolve("Boot/BCD"));
    }

    @Test
    void a_file_inside_is_found_in_other_letters() {
        assertThat(loose(true).find("Undionly.KPXE")).isInstanceOfSatisfying(Located.Inside.class, file -> assertThat(file.name()).isEqualTo("undionly.kpxe"));
    }

    @Test
    void nothing_outside_is_reached_by_a_looser_name() throws IOException {
        Path outside = Files.createTempFile("outside", ".txt");
        Files.createSymbolicLink(root.resolve("Link"), outside);

        assertThat(loose(true).find("link")).isInstanceOfSatisfying(Located.Absent.class,
                absent -> assertThat(absent.reason().code()).isEqualTo("boot-file-link-outside"));
        assertThat(loose(true).find(root + "/../" + outside.getFileName())).isInstanceOf(Located.Absent.class);
        assertThat(loose(true).find("boot/../../" + outside.getFileName())).isInstanceOf(Located.Absent.class);
        Files.delete(outside);
    }

    private LooseNames loose(boolean anyCase) {
        var inside = BundledFiles.ofThisBuild();
        return new LooseNames(new BootFiles(Optional.of(root), inside), root, anyCase, inside.list().stream().map(BundledFile::name).toList());
    }

    private static Path found(LooseNames names, String name) {
        return names.find(name) instanceof Located.OnDisk(Path path) ? path : Path.of("nothing");
    }

    @Test
    void names_that_nobody_could_mean_are_absent() {
        for (String odd : List.of("", "/", "\\", "a\0b", "x".repeat(5000), "bcd/\u0001", "Boot")) {
            assertThat(loose(true).find(odd)).as(odd.length() > 20 ? "long" : odd).isInstanceOf(Located.Absent.class);
        }
    }
}
