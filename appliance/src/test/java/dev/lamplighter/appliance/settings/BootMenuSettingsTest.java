package dev.lamplighter.appliance.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.boot.policy.BootMenu;
import dev.lamplighter.boot.policy.BootMenu.Item;
import dev.lamplighter.boot.policy.BootMenu.Means;
import dev.lamplighter.model.Arch;
import dev.lamplighter.model.Ip4;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BootMenuSettingsTest {

    @TempDir
    Path folder;

    @Test
    void without_a_word_there_is_no_menu() throws Exception {
        assertThat(read("name: boot.example.com")).isEmpty();
    }

    @Test
    void a_menu_may_say_everything() throws Exception {
        assertThat(read("""
                menu:
                    prompt: Press F8 for a menu
                    timeout: 10s
                    items:
                      - text: Install
                      - { text: Rescue, kinds: [bios, efi-x64], file: rescue.0 }
                      - { text: The old server, server: 192.168.1.9, type: 17 }
                      - { text: Disk, local: true }
                """)).contains(new BootMenu(Optional.of("Press F8 for a menu"), 10, List.of(
                new Item(0x8000, "Install", Set.of(), new Means.Usual()),
                new Item(0x8001, "Rescue", Set.of(Arch.Kind.BIOS, Arch.Kind.EFI_X64), new Means.File("rescue.0")),
                new Item(17, "The old server", Set.of(), new Means.OtherServer(Ip4.of("192.168.1.9"))),
                new Item(0, "Disk", Set.of(), new Means.Local()))));
    }

    @Test
    void without_a_timeout_the_menu_waits() throws Exception {
        assertThat(read("menu: { items: [{ text: Install }] }").orElseThrow().seconds()).isEqualTo(BootMenu.FOREVER);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "menu: 1 | 2:9: boot.menu: expected `key: value` lines",
        "menu: { itmes: [] } | 2:11: unknown key itmes in boot.menu (did you mean items?)",
        "menu: { timeout: 5s } | boot.menu: a menu needs `items`",
        "menu: { items: [] } | boot.menu.items: has no item",
        "menu: { prompt: x, items: [{ text: a }] } | boot.menu: a prompt needs `timeout`",
        "menu: { timeout: 5m, items: [{ text: a }] } | boot.menu.timeout: is longer than 254s",
        "menu: { items: [{ file: a }] } | boot.menu.items: an item needs `text`",
        "menu: { items: [{ text: a, file: b, local: true }] } | an item has one of `file`, `server` and `local`",
        "menu: { items: [{ text: a, server: 192.168.1.9 }] } | an item of another server needs `type`",
        "menu: { items: [{ text: a, kinds: arm }] } | boot.menu.items.kinds: \"arm\" is not a kind of firmware",
        "menu: { items: [{ text: a, type: 7 }, { text: b, type: 7 }] } | has the type 7, as an item before it",
        "menu: { items: [{ text: grün }] } | boot.menu.items.text: \"grün\" is not 1 to 64 letters of ASCII",
        "menu: { items: [{ text: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa }, { text: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa },"
                + " { text: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa }, { text: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa }] }"
                + " | is too long for option 43"})
    void a_mistake_is_named_with_its_place(String line, String message) {
        assertThatThrownBy(() -> read(line)).isInstanceOf(SettingsException.class).hasMessageContaining("lamplighter.yaml:").hasMessageContaining(message);
    }

    private Optional<BootMenu> read(String below) throws Exception {
        Path file = Files.writeString(folder.resolve("lamplighter.yaml"), "boot:\n  " + below.strip() + "\n");
        return Settings.of(Merged.of(Flags.read(List.of("--config=" + file)), Map.of())).bootMenu();
    }
}
