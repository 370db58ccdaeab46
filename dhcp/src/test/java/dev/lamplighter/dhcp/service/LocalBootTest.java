package dev.lamplighter.dhcp.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.boot.policy.BootPlan;
import dev.lamplighter.boot.policy.BootPolicy;
import dev.lamplighter.dhcp.Clients;
import dev.lamplighter.dhcp.MemoryLeases;
import dev.lamplighter.dhcp.Segments;
import dev.lamplighter.dhcp.packet.DhcpOption.VendorClass;
import dev.lamplighter.dhcp.packet.DhcpOption.VendorOptions;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Reason;
import org.junit.jupiter.api.Test;

/** Machines whose disks are next. */
class LocalBootTest {

    static final BootPolicy DISK = (client, via, machine) -> new BootPlan.LocalDisk(new Reason("boot-disk", "node1 boots from its disk"));

    final Clients.Client node1 = Clients.client("52:54:00:a1:9c:ae", Segments.proxy());

    private static void sendsOn(DhcpPacket answer) {
        assertThat(answer.option(VendorClass.class)).contains(new VendorClass("PXEClient"));
        assertThat(answer.option(VendorOptions.class)).contains(
                new VendorOptions(Bytes.hex("0601030a0b004c6f63616c206469736b090d00000a4c6f63616c206469736bff")));
        assertThat(answer.file()).isEmpty();
        assertThat(answer.has(67)).isFalse();
    }

    @Test
    void pxe_firmware_is_sent_on_at_once_by_a_menu_of_the_local_boot_alone() throws Exception {
        var firmware = node1.firmware(7);
        sendsOn(firmware.reply(new ProxyDhcp(DISK, Inventory::empty), firmware.discover()));
        sendsOn(firmware.reply(new PxeBootServer(DISK, Inventory::empty), firmware.renewing("192.0.2.20")));
    }

    @Test
    void where_we_lease_addresses_it_gets_one_as_well() throws Exception {
        var firmware = Clients.client("52:54:00:a1:9c:ae", Segments.full("192.0.2.50-192.0.2.59")).firmware(0);
        var server = new FullDhcp(DISK, Inventory::empty, new MemoryLeases(), ConflictCheck.NONE, FullSettings.DEFAULT);
        var offer = firmware.reply(server, firmware.discover());
        assertThat(offer.yiaddr()).isEqualTo(Ip4.of("192.0.2.50"));
        sendsOn(offer);
        sendsOn(firmware.reply(server, firmware.selecting("192.0.2.50")));
    }

    @Test
    void who_knows_no_menus_hears_nothing_of_booting_and_the_reason_says_why() throws Exception {
        var proxy = new ProxyDhcp(DISK, Inventory::empty);
        assertThat(node1.silence(proxy, node1.httpBoot(16).discover())).hasToString("node1 boots from its disk");
        assertThat(node1.silence(proxy, node1.firmware(0).runningIpxe().discover())).hasToString("node1 boots from its disk");
        var http = node1.httpBoot(16);
        var server = new FullDhcp(DISK, Inventory::empty, new MemoryLeases(), ConflictCheck.NONE, FullSettings.DEFAULT);
        var leased = Clients.client("52:54:00:a1:9c:ae", Segments.full("192.0.2.50-192.0.2.59")).httpBoot(16).reply(server, http.discover());
        assertThat(leased.has(60)).isFalse();
        assertThat(leased.has(43)).isFalse();
    }
}
