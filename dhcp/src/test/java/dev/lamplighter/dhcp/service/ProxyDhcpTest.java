package dev.lamplighter.dhcp.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.boot.policy.BootSettings;
import dev.lamplighter.boot.policy.DefaultBootPolicy;
import dev.lamplighter.dhcp.Clients;
import dev.lamplighter.dhcp.Clients.Client;
import dev.lamplighter.dhcp.Segments;
import dev.lamplighter.dhcp.packet.DhcpOption;
import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpOption.MachineId;
import dev.lamplighter.dhcp.packet.DhcpOption.MessageType;
import dev.lamplighter.dhcp.packet.DhcpOption.ServerIdentifier;
import dev.lamplighter.dhcp.packet.DhcpOption.VendorClass;
import dev.lamplighter.dhcp.packet.DhcpOption.VendorOptions;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Responder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProxyDhcpTest {

    final DefaultBootPolicy policy = new DefaultBootPolicy(BootSettings.defaults(8080));
    final Responder<DhcpPacket, DhcpPacket> proxy = new ProxyDhcp(policy, Inventory::empty);
    final Responder<DhcpPacket, DhcpPacket> bootServer = new PxeBootServer(policy, Inventory::empty);
    final Client node1 = Clients.client("52:54:00:a1:9c:ae", Segments.proxy());

    @Test
    void firmware_gets_ipxe_for_its_architecture_and_ipxe_gets_the_script() throws Exception {
        assertThat(node1.firmware(0).bootFile(proxy)).isEqualTo("undionly.kpxe");
        assertThat(node1.firmware(7).bootFile(proxy)).isEqualTo("ipxe.efi");
        assertThat(node1.firmware(9).bootFile(proxy)).isEqualTo("ipxe.efi");

        assertThat(node1.firmware(7).runningIpxe().bootFile(proxy)).isEqualTo("http://192.0.2.2:8080/boot.ipxe");
    }

    @Test
    void no_address_is_ever_offered_and_everybody_may_hear_it() throws Exception {
        var offer = node1.firmware(7).reply(proxy, node1.firmware(7).discover());
        assertThat(offer.yiaddr()).isEqualTo(Ip4.NONE);
        assertThat(offer.siaddr()).isEqualTo(Segments.US);
        assertThat(offer.broadcast()).isTrue();
        assertThat(offer.options()).containsExactly(new MessageType(Kind.OFFER), new ServerIdentifier(Segments.US), new VendorClass("PXEClient"),
                new VendorOptions(Bytes.hex("060108ff")), new MachineId(Bytes.hex("00b40a1c6f1e5d5a4f9c3e0000feed0001")),
                new DhcpOption.TftpServerName("192.0.2.2"), new DhcpOption.BootFileName("ipxe.efi"));
    }

    @Test
    void ipxe_is_told_pxeclient_because_it_takes_a_proxy_offer_from_nobody_else() throws Exception {
        var ipxe = node1.firmware(7).runningIpxe();
        assertThat(ipxe.reply(proxy, ipxe.discover()).option(VendorClass.class)).contains(new VendorClass("PXEClient"));
    }

    @Test
    void http_boot_is_told_httpclient_and_a_url() throws Exception {
        var http = node1.httpBoot(16);
        var offer = http.reply(proxy, http.discover());
        assertThat(offer.option(VendorClass.class)).contains(new VendorClass("HTTPClient"));
        assertThat(offer.option(DhcpOption.BootFileName.class)).contains(new DhcpOption.BootFileName("http://192.0.2.2:8080/assets/ipxe.efi"));
        assertThat(offer.has(43)).isFalse();
    }

    @Test
    void a_client_we_cannot_boot_is_ignored_and_the_reason_says_why() throws Exception {
        assertThat(node1.silence(proxy, node1.firmware(27).discover())).hasToString("no boot file for client-arch 27");
        assertThat(node1.silence(proxy, node1.plainDhcp().discover())).hasToString("not a PXE client (option 60)");
        assertThat(node1.silence(proxy, node1.firmware(7).behindRelay("203.0.113.1", "01020304").discover()))
                .hasToString("the relay 203.0.113.1 is in no declared subnet");
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = {"REQUEST", "DECLINE", "RELEASE", "INFORM"})
    void what_is_said_to_the_server_that_leases_is_never_answered(Kind kind) throws Exception {
        assertThat(node1.silence(proxy, node1.firmware(0).packet(kind, Ip4.NONE))).hasToString("another server leases the addresses here");
    }

    @Test
    void on_port_4011_a_client_with_its_address_gets_an_ack() throws Exception {
        var ack = node1.reply(bootServer, node1.firmware(7).renewing("192.0.2.77"));
        assertThat(ack.kind()).contains(Kind.ACK);
        assertThat(ack.ciaddr()).isEqualTo(Ip4.of("192.0.2.77"));
        assertThat(ack.yiaddr()).isEqualTo(Ip4.NONE);
        assertThat(ack.file()).isEqualTo("ipxe.efi");
        assertThat(ack.has(51)).isFalse();
    }

    @Test
    void the_item_of_a_boot_menu_comes_back_on_port_4011() throws Exception {
        var chosen = node1.firmware(0).saying(new VendorOptions(Bytes.hex("470480000000ff")));
        var ack = node1.reply(bootServer, chosen.renewing("192.0.2.77"));
        assertThat(ack.option(VendorOptions.class)).contains(new VendorOptions(Bytes.hex("060108" + "470480000000" + "ff")));
    }

    @Test
    void port_4011_is_for_pxe_clients_that_mean_us() throws Exception {
        assertThat(node1.silence(bootServer, node1.renewing("192.0.2.77"))).hasToString("not a PXE client (option 60)");
        var other = node1.firmware(0).saying(new ServerIdentifier(Ip4.of("192.0.2.9")));
        assertThat(node1.silence(bootServer, other.renewing("192.0.2.77"))).hasToString("the client chose another server");
    }

    @Test
    void a_raspberry_pi_is_shown_the_menu_that_it_looks_for() throws Exception {
        var pi = Clients.client("dc:a6:32:01:02:03", Segments.proxy()).firmware(0);
        var offer = pi.reply(proxy, pi.discover());
        assertThat(offer.siaddr()).isEqualTo(Segments.US);
        assertThat(offer.file()).isEmpty();
        assertThat(offer.option(VendorOptions.class)).contains(new VendorOptions(
                Bytes.hex("060103" + "0a0400" + "505845" + "0914000011" + "5261737062657272792050692042" + "6f6f74" + "ff")));
    }
}
