package dev.lamplighter.dhcp.service;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lamplighter.boot.policy.BootMenu;
import dev.lamplighter.boot.policy.BootMenu.Means;
import dev.lamplighter.dhcp.packet.DhcpOption.VendorOptions;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.dhcp.packet.SubOptions;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Boot menus as PXE's options in option 43 (PXE 2.1 table 2-1). */
public final class BootMenus {

    /** How many octets option 43 holds in one piece; firmware joins no pieces. */
    public static final int MOST = 255;

    private static final int DISCOVERY_CONTROL = 6;
    private static final int BOOT_SERVERS = 8;
    private static final int MENU = 9;
    private static final int PROMPT = 10;
    private static final int CHOSEN = 71;
    private static final int CHOSEN_LENGTH = 4;
    private static final int END = 255;

    /** Neither broadcast nor multicast, only the servers of the list. */
    private static final int LISTED_SERVERS_ONLY = 7;

    private BootMenus() {}

    /** Whether {@code menu} fits into option 43. */
    public static boolean fits(BootMenu menu) {
        return encoded(menu, Ip4.NONE).length() <= MOST;
    }

    /** The value of option 43 that shows {@code menu}, whose own items {@code server} answers. */
    static Bytes encoded(BootMenu menu, Ip4 server) {
        var servers = new ByteArrayOutputStream();
        var lines = new ByteArrayOutputStream();
        for (BootMenu.Item item : menu.items()) {
            writeServer(item, server, servers);
            byte[] text = item.text().getBytes(US_ASCII);
            writeShort(item.type(), lines);
            lines.write(text.length);
            lines.writeBytes(text);
        }
        var prompt = new ByteArrayOutputStream();
        prompt.write(menu.seconds());
        prompt.writeBytes(menu.prompt().orElse("").getBytes(US_ASCII));

        var all = new ByteArrayOutputStream();
        write(DISCOVERY_CONTROL, new byte[] {LISTED_SERVERS_ONLY}, all);
        write(BOOT_SERVERS, servers.toByteArray(), all);
        write(MENU, lines.toByteArray(), all);
        write(PROMPT, prompt.toByteArray(), all);
        all.write(END);
        return Bytes.owned(all.toByteArray());
    }

    /** The item that was chosen, type and layer, which comes back in the answer (tag 71). */
    static Optional<Bytes> item(DhcpPacket asked) {
        return asked.option(VendorOptions.class).flatMap(options -> SubOptions.of(options.encapsulated()).get(CHOSEN))
                .filter(item -> item.length() == CHOSEN_LENGTH);
    }

    private static void writeServer(BootMenu.Item item, Ip4 ours, ByteArrayOutputStream servers) {
        switch (item.means()) {
            case Means.Usual _, Means.File _ -> writeServer(item.type(), ours, servers);
            case Means.OtherServer(Ip4 address) -> writeServer(item.type(), address, servers);
            case Means.Local _ -> { }
        }
    }

    private static void writeServer(int type, Ip4 address, ByteArrayOutputStream servers) {
        writeShort(type, servers);
        servers.write(1);
        servers.writeBytes(address.octets().toArray());
    }

    private static void writeShort(int value, ByteArrayOutputStream to) {
        to.write(value >> 8);
        to.write(value);
    }

    /** A tag without a value is left out. */
    private static void write(int tag, byte[] value, ByteArrayOutputStream to) {
        if (value.length > 0) {
            to.write(tag);
            to.write(value.length);
            to.writeBytes(value);
        }
    }
}
