package dev.lamplighter.appliance.settings;

import dev.lamplighter.boot.policy.BootMenu;
import dev.lamplighter.boot.policy.BootMenu.Item;
import dev.lamplighter.boot.policy.BootMenu.Means;
import dev.lamplighter.dhcp.service.BootMenus;
import dev.lamplighter.model.Arch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code boot.menu}, the menu that PXE firmware shows. */
final class BootMenuReader {

    private static final String MENU = "boot.menu";
    private static final String ITEMS = "boot.menu.items";
    private static final Set<String> KEYS = Set.of("prompt", "timeout", "items");
    private static final Set<String> ITEM_KEYS = Set.of("text", "kinds", "file", "server", "type", "local");
    private static final int LONGEST_TEXT = 64;
    private static final int LONGEST_TIMEOUT = 254;
    private static final int LAST_TYPE = 0xffff;

    private final Map<Integer, Origin> types = new HashMap<>();

    private BootMenuReader() {}

    static Optional<BootMenu> of(Merged merged) throws SettingsException {
        Optional<Tree> written = merged.tree(Keys.BOOT_MENU);
        return written.isEmpty() ? Optional.empty() : Optional.of(new BootMenuReader().menu(Section.of(written.get(), MENU, KEYS)));
    }

    private BootMenu menu(Section section) throws SettingsException {
        Optional<Given> prompt = section.given("prompt");
        Optional<Given> timeout = section.given("timeout");
        if (prompt.isPresent() && timeout.isEmpty()) {
            throw SettingsException.at(prompt.get().origin(), MENU, "a prompt needs `timeout`, the time in which it can be answered, such as 10s");
        }
        Tree items = section.tree("items").orElseThrow(() -> SettingsException.at(section.origin(), MENU, "a menu needs `items`"));
        List<Item> all = new ArrayList<>();
        for (Section item : Section.listed(items, ITEMS, ITEM_KEYS)) {
            all.add(item(item, BootMenu.FIRST_TYPE + all.size()));
        }
        if (all.isEmpty()) {
            throw SettingsException.at(items.origin(), ITEMS, "has no item: write one, or leave boot.menu out");
        }
        var menu = new BootMenu(prompt.isEmpty() ? Optional.empty() : Optional.of(text(prompt.get(), "boot.menu.prompt")),
                timeout.isEmpty() ? BootMenu.FOREVER : seconds(timeout.get()), all);
        if (!BootMenus.fits(menu)) {
            throw SettingsException.at(items.origin(), ITEMS, "is too long for option 43, which holds " + BootMenus.MOST
                    + " octets: shorten the texts, or leave items out");
        }
        return menu;
    }

    private Item item(Section section, int number) throws SettingsException {
        Given text = section.given("text").orElseThrow(() -> SettingsException.at(section.origin(), ITEMS, "an item needs `text`"));
        Means means = means(section);
        Optional<Given> said = section.given("type");
        int type = means instanceof Means.Local ? BootMenu.LOCAL_TYPE
                : said.isPresent() ? Values.number(said.get(), ITEMS + ".type", 1, LAST_TYPE) : number;
        Origin same = types.putIfAbsent(type, section.origin());
        if (same != null) {
            throw SettingsException.at(section.origin(), ITEMS, "has the type " + type + ", as an item before it (" + same.where() + "): give each its own");
        }
        return new Item(type, text(text, ITEMS + ".text"), kinds(section), means);
    }

    private static Means means(Section section) throws SettingsException {
        Optional<Given> file = section.given("file");
        Optional<Given> server = section.given("server");
        Optional<Given> local = section.given("local");
        boolean disk = local.isPresent() && Values.truth(local.get(), ITEMS + ".local");
        if ((file.isPresent() ? 1 : 0) + (server.isPresent() ? 1 : 0) + (disk ? 1 : 0) > 1) {
            throw SettingsException.at(section.origin(), ITEMS, "an item has one of `file`, `server` and `local`, or none of them");
        }
        if (server.isPresent()) {
            if (section.given("type").isEmpty()) {
                throw SettingsException.at(server.get().origin(), ITEMS, "an item of another server needs `type`, its number there");
            }
            return new Means.OtherServer(Values.ip4(server.get(), ITEMS + ".server"));
        }
        return file.isPresent() ? new Means.File(Values.parse(file.get(), ITEMS + ".file", BootMenuReader::file, "the name of a file below tftp.root"))
                : disk ? new Means.Local() : new Means.Usual();
    }

    private static Optional<String> file(String text) {
        return text.isEmpty() || text.contains("://") ? Optional.empty() : Optional.of(text);
    }

    private static Set<Arch.Kind> kinds(Section section) throws SettingsException {
        Set<Arch.Kind> kinds = EnumSet.noneOf(Arch.Kind.class);
        Optional<Given> said = section.list("kinds");
        if (said.isPresent()) {
            for (String name : said.get().text().split(",", -1)) {
                kinds.add(Values.parse(new Given(name, said.get().origin()), ITEMS + ".kinds", BootMenuReader::kind,
                        "a kind of firmware: bios, efi-x64, efi-ia32, efi-arm32 or efi-arm64"));
            }
        }
        return kinds;
    }

    private static Optional<Arch.Kind> kind(String text) {
        return Arrays.stream(Arch.Kind.values()).filter(kind -> kind != Arch.Kind.OTHER && kind.key().equals(text)).findFirst();
    }

    private static String text(Given given, String key) throws SettingsException {
        return Values.parse(given, key, text -> Optional.of(text).filter(line -> !line.isEmpty() && line.length() <= LONGEST_TEXT
                && line.chars().allMatch(c -> c >= ' ' && c <= '~')), "1 to " + LONGEST_TEXT + " letters of ASCII, as firmware has no others");
    }

    private static int seconds(Given given) throws SettingsException {
        Duration time = Values.duration(given, "boot.menu.timeout");
        if (time.toSeconds() > LONGEST_TIMEOUT) {
            throw SettingsException.at(given.origin(), "boot.menu.timeout", "is longer than " + LONGEST_TIMEOUT + "s: leave it out to wait for a choice");
        }
        return (int) time.toSeconds();
    }
}
