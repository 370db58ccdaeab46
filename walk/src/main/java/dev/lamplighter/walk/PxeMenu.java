package dev.lamplighter.walk;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lamplighter.dhcp.packet.DhcpOption.VendorOptions;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.dhcp.packet.SubOptions;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A PXE boot menu in option 43 (PXE 2.1 table 2-1): its items in order, and the boot servers of their types. */
record PxeMenu(List<Item> items, Map<Integer, Ip4> servers, Optional<Integer> seconds) {

    private static final int DISCOVERY_CONTROL = 6;
    private static final int BOOT_SERVERS = 8;
    private static final int MENU = 9;
    private static final int PROMPT = 10;
    private static final int FOR_EVER = 255;
    /** Use the boot file of this very answer (tag 6, bit 3). */
    private static final int BOOT_AT_ONCE = 8;

    PxeMenu {
        items = List.copyOf(items);
        servers = Map.copyOf(servers);
    }

    /** A line of the menu; type 0 is the local disk. */
    record Item(int type, String text) {

        boolean isLocal() {
            return type == 0;
        }
    }

    /** The menu that a client shows for {@code packet}; empty where there is none, or the boot file beside it shall be used at once. */
    static Optional<PxeMenu> in(DhcpPacket packet, boolean hasBootFile) {
        Optional<SubOptions> options = packet.option(VendorOptions.class).map(vendor -> SubOptions.of(vendor.encapsulated()));
        int control = options.flatMap(pxe -> pxe.get(DISCOVERY_CONTROL)).filter(value -> !value.isEmpty()).map(value -> value.at(0)).orElse(0);
        if (hasBootFile && (control & BOOT_AT_ONCE) != 0) {
            return Optional.empty();
        }
        return options.flatMap(pxe -> pxe.get(MENU)).map(PxeMenu::items).filter(items -> !items.isEmpty())
                .map(items -> new PxeMenu(items, options.flatMap(pxe -> pxe.get(BOOT_SERVERS)).map(PxeMenu::servers).orElse(Map.of()),
                        options.flatMap(pxe -> pxe.get(PROMPT)).filter(prompt -> !prompt.isEmpty()).map(prompt -> prompt.at(0))));
    }

    /** Whether nothing happens until somebody presses a key. */
    boolean waitsForEver() {
        return seconds.filter(time -> time != FOR_EVER).isEmpty();
    }

    private static List<Item> items(Bytes menu) {
        var items = new ArrayList<Item>();
        for (int at = 0; at + 3 <= menu.length() && at + 3 + menu.at(at + 2) <= menu.length(); at += 3 + menu.at(at + 2)) {
            items.add(new Item(menu.at(at) << 8 | menu.at(at + 1), new String(menu.slice(at + 3, at + 3 + menu.at(at + 2)).toArray(), US_ASCII)));
        }
        return items;
    }

    /** The first server of each type. */
    private static Map<Integer, Ip4> servers(Bytes list) {
        var servers = new HashMap<Integer, Ip4>();
        for (int at = 0; at + 3 <= list.length() && at + 3 + 4 * list.at(at + 2) <= list.length(); at += 3 + 4 * list.at(at + 2)) {
            if (list.at(at + 2) > 0) {
                servers.putIfAbsent(list.at(at) << 8 | list.at(at + 1), Ip4.of(list, at + 3));
            }
        }
        return servers;
    }

    /** Option 43 of a client that has chosen {@code item}: tag 71, type and layer 0. */
    static VendorOptions chosen(Item item) {
        return new VendorOptions(Bytes.of((byte) 71, (byte) 4, (byte) (item.type() >> 8), (byte) item.type(), (byte) 0, (byte) 0, (byte) 255));
    }
}
