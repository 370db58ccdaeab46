package dev.lamplighter.dhcp.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.boot.policy.BootMenu;
import dev.lamplighter.boot.policy.BootMenu.Item;
import dev.lamplighter.boot.policy.BootMenu.Means;
import dev.lamplighter.boot.policy.BootPolicy;
import dev.lamplighter.boot.policy.BootSettings;
import dev.lamplighter.boot.policy.DefaultBootPolicy;
import dev.lamplighter.boot.policy.MenuPolicy;
import dev.lamplighter.dhcp.Clients;
import dev.lamplighter.dhcp.Clients.Client;
import dev.lamplighter.dhcp.Segments;
import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpOption.VendorOptions;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Ip4;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A menu on the wire: shown in the offer, chosen on port 4011. */
class BootMenusTest {

    static final BootMenu MENU = new BootMenu(Optional.of("F8"), 10, List.of(
            new Item(0x8000, "Go", Set.of(), new Means.Usual()),
            new Item(0x8001, "Fix", Set.of(), new Means.File("rescue.0")),
            new Item(17, "Old", Set.of(), new Means.OtherServer(Ip4.of("192.0.2.9"))),
            new Item(0, "Disk", Set.of(), new Means.Local())));

    final BootPolicy policy = new MenuPolicy(new DefaultBootPolicy(BootSettings.defaults(8080)), MENU);
    final ProxyDhcp proxy = new ProxyDhcp(policy, Inventory::empty);
    final PxeBootServer bootServer = new PxeBootServer(policy, Inventory::empty);
    final Client firmware = Clients.client("52:54:00:a1:9c:ae", Segments.proxy()).firmware(0);

    @Test
    void the_offer_names_no_file_but_the_items_their_servers_and_the_prompt() throws Exception {
        var offer = firmware.reply(proxy, firmware.discover());
        assertThat(offer.file()).isEmpty();
        assertThat(offer.has(67)).isFalse();
        assertThat(offer.siaddr()).isEqualTo(Segments.US);
        assertThat(offer.option(VendorOptions.class)).contains(new VendorOptions(Bytes.hex(
                "060107"
                + "0815" + "800001c0000202" + "800101c0000202" + "001101c0000209"
                + "0918" + "800002476f" + "800103466978" + "0011034f6c64" + "0000044469736b"
                + "0a030a4638" + "ff")));
    }

    @Test
    void the_choice_is_answered_with_its_file_and_comes_back() throws Exception {
        var usual = firmware.saying(new VendorOptions(Bytes.hex("470480000000ff")));
        assertThat(firmware.reply(bootServer, usual.renewing("192.0.2.77")).file()).isEqualTo("undionly.kpxe");
        var rescue = firmware.saying(new VendorOptions(Bytes.hex("470480010000ff")));
        var ack = firmware.reply(bootServer, rescue.renewing("192.0.2.77"));
        assertThat(ack.kind()).contains(Kind.ACK);
        assertThat(ack.file()).isEqualTo("rescue.0");
        assertThat(ack.option(VendorOptions.class)).contains(new VendorOptions(Bytes.hex("060108" + "470480010000" + "ff")));
    }

    @Test
    void an_item_of_another_server_and_one_that_nobody_has_are_not_ours_to_answer() throws Exception {
        var other = firmware.saying(new VendorOptions(Bytes.hex("470400110000ff")));
        assertThat(firmware.silence(bootServer, other.renewing("192.0.2.77")).code()).isEqualTo("boot-menu-other-server");
        var unknown = firmware.saying(new VendorOptions(Bytes.hex("470499990000ff")));
        assertThat(firmware.silence(bootServer, unknown.renewing("192.0.2.77")).code()).isEqualTo("boot-menu-no-item");
    }

    @Test
    void what_option_43_does_not_hold_does_not_fit() {
        assertThat(BootMenus.fits(MENU)).isTrue();
        assertThat(BootMenus.fits(new BootMenu(Optional.empty(), 0, List.of(new Item(1, "x".repeat(250), Set.of(), new Means.Usual()))))).isFalse();
    }
}
