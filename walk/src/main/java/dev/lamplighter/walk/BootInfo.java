package dev.lamplighter.walk;

import dev.lamplighter.dhcp.packet.DhcpOption.BootFileName;
import dev.lamplighter.dhcp.packet.DhcpOption.TftpServerName;
import dev.lamplighter.dhcp.packet.DhcpOption.VendorClass;
import dev.lamplighter.dhcp.packet.DhcpOption.VendorOptions;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.model.Ip4;
import java.util.Optional;

/** Where an answer says to boot from: a file of a server or a URL, a menu, or nothing. */
record BootInfo(String file, Ip4 nextServer, Optional<PxeMenu> menu) {

    /** Reads an answer as clients do: option 67 before the header's file, and the server that speaks where none is named. Some end names with a NUL. */
    static BootInfo in(Heard heard) {
        DhcpPacket packet = heard.packet();
        String file = packet.option(BootFileName.class).map(BootFileName::name).filter(name -> !name.isEmpty()).orElse(packet.file()).replaceFirst("\0+$", "");
        Ip4 named = packet.option(TftpServerName.class).flatMap(server -> Ip4.parse(server.name().replaceFirst("\0+$", ""))).orElse(heard.server());
        return new BootInfo(file, packet.siaddr().isNone() ? named : packet.siaddr(), speaks(packet, "PXEClient") ? PxeMenu.in(packet, !file.isEmpty()) : Optional.empty());
    }

    /** Whether option 60 of an answer begins with {@code name}. */
    static boolean speaks(DhcpPacket packet, String name) {
        return packet.option(VendorClass.class).filter(vendor -> vendor.name().startsWith(name)).isPresent();
    }

    /** Whether it says anything of booting. */
    static boolean isIn(Heard heard) {
        BootInfo info = in(heard);
        return !info.file.isEmpty() || info.menu.isPresent() || (speaks(heard.packet(), "PXEClient") && heard.packet().option(VendorOptions.class).isPresent());
    }

    boolean isUrl() {
        return file.contains("://");
    }
}
