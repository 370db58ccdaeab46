package dev.lamplighter.model.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Arch;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Reason;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventJsonTest {

    static final Stamp STAMP = new Stamp("lab-1", 7, Instant.parse("2026-11-23T10:00:00.5Z"), 123_456_789L);
    static final String STAMPED = "\"instance\":\"lab-1\",\"seq\":7,\"time\":\"2026-11-23T10:00:00.500Z\",\"mono\":123456789";
    static final Wire WIRE = new Wire("eth1", new InetSocketAddress("192.0.2.9", 68), new InetSocketAddress("192.0.2.2", 67));
    static final String WIRED = "\"interface\":\"eth1\",\"peer\":\"192.0.2.9\",\"peer-port\":68,\"local\":\"192.0.2.2:67\"";

    @Test
    void an_offer_says_who_asked_and_what_it_got() {
        var event = new BootEvent.Dhcp(STAMP, WIRE, 0x0000beef, Mac.of("52:54:00:a1:9c:ae"),
                Optional.of(UUID.fromString("16e7d8a7-bfa9-428b-9117-363341bb330b")), Optional.of(Arch.EFI_X64), false, "DISCOVER",
                Optional.of("OFFER"), Optional.of(Ip4.of("192.0.2.100")), Optional.of("ipxe.efi"), Optional.empty());
        assertThat(EventJson.line(event)).isEqualTo("{\"schema\":1,\"kind\":\"dhcp\"," + STAMPED + "," + WIRED
                + ",\"xid\":\"0000beef\",\"mac\":\"52:54:00:a1:9c:ae\",\"uuid\":\"16e7d8a7-bfa9-428b-9117-363341bb330b\",\"arch\":7"
                + ",\"ipxe\":false,\"asked\":\"DISCOVER\",\"answered\":\"OFFER\",\"address\":\"192.0.2.100\",\"boot-file\":\"ipxe.efi\"}");
    }

    @Test
    void a_request_of_another_server_says_what_it_wants_and_of_whom() {
        var event = new BootEvent.Dhcp(STAMP, WIRE, 1, Mac.of("52:54:00:a1:9c:ae"), Optional.empty(), Optional.empty(), false, "REQUEST",
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(new Reason("dhcp-proxy", "another server leases the addresses here")),
                Optional.of(Ip4.of("192.0.2.77")), Optional.of(Ip4.of("192.0.2.1")));
        assertThat(EventJson.line(event)).contains("\"asked\":\"REQUEST\",\"wanted\":\"192.0.2.77\",\"chosen\":\"192.0.2.1\",\"reason\":\"dhcp-proxy\"");
    }

    @Test
    void a_long_transfer_says_how_far_it_is() {
        var event = new BootEvent.Progress(STAMP, WIRE, "http", "/assets/initrd", 1000, 4000);
        assertThat(EventJson.line(event)).isEqualTo("{\"schema\":1,\"kind\":\"progress\"," + STAMPED + "," + WIRED
                + ",\"protocol\":\"http\",\"file\":\"/assets/initrd\",\"bytes\":1000,\"whole\":4000}");
    }

    @Test
    void silence_carries_its_reason_as_a_code_and_a_sentence() {
        var event = new BootEvent.Dhcp(STAMP, WIRE, 1, Mac.of("52:54:00:a1:9c:ae"), Optional.empty(), Optional.empty(), false, "DISCOVER",
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(new Reason("not-pxe", "not a PXE client (option 60)")));
        assertThat(EventJson.line(event))
                .endsWith("\"ipxe\":false,\"asked\":\"DISCOVER\",\"reason\":\"not-pxe\",\"why\":\"not a PXE client (option 60)\"}");
    }

    @Test
    void a_transfer_counts_octets_and_decimal_milliseconds() {
        var event = new BootEvent.Tftp(STAMP, WIRE, 3, "ipxe.efi", BootEvent.Tftp.Step.FINISHED, 850_528, Duration.ofNanos(312_004_999),
                Optional.empty());
        assertThat(EventJson.line(event)).isEqualTo("{\"schema\":1,\"kind\":\"tftp\"," + STAMPED + "," + WIRED
                + ",\"transfer\":3,\"file\":\"ipxe.efi\",\"step\":\"finished\",\"bytes\":850528,\"ms\":312.004}");
    }

    @Test
    void a_request_carries_the_labels_of_its_query_one_by_one() {
        var labels = new LinkedHashMap<String, String>();
        labels.put("mac", "52-54-00-a1-9c-ae");
        labels.put("os", "installed");
        var event = new BootEvent.Http(STAMP, WIRE, "GET", "/ipxe", new Labels(labels), OptionalInt.of(200), 312, Duration.ofMillis(2),
                "iPXE/1.0", Optional.empty());
        assertThat(EventJson.line(event)).isEqualTo("{\"schema\":1,\"kind\":\"http\"," + STAMPED + "," + WIRED
                + ",\"method\":\"GET\",\"path\":\"/ipxe\",\"label.mac\":\"52-54-00-a1-9c-ae\",\"label.os\":\"installed\",\"status\":200"
                + ",\"bytes\":312,\"ms\":2.000,\"user-agent\":\"iPXE/1.0\"}");
    }

    @Test
    void a_name_looked_up_says_where_the_answer_came_from() {
        var event = new BootEvent.Dns(STAMP, WIRE, "registry.lab", "A", Optional.of("NOERROR"), "override", Duration.ZERO, Optional.empty());
        assertThat(EventJson.line(event)).endsWith(
                "\"name\":\"registry.lab\",\"type\":\"A\",\"answered\":\"NOERROR\",\"source\":\"override\",\"ms\":0.000}");
    }

    @Test
    void what_is_broken_says_where_and_a_socket_for_all_interfaces_names_none() {
        var file = new BootEvent.BadFile(STAMP, "groups/a.json", 3, 14, "a comma is missing", Optional.empty());
        assertThat(EventJson.line(file)).endsWith("\"file\":\"groups/a.json\",\"line\":3,\"column\":14,\"message\":\"a comma is missing\"}");

        var everywhere = new Wire("", WIRE.peer(), WIRE.local());
        var packet = new BootEvent.BadPacket(STAMP, everywhere, "dhcp", 12, Optional.of(new Reason("short", "12 octets are no DHCP message")));
        assertThat(EventJson.line(packet)).contains("\"kind\":\"bad-packet\"").doesNotContain("\"interface\"")
                .endsWith("\"protocol\":\"dhcp\",\"length\":12,\"reason\":\"short\",\"why\":\"12 octets are no DHCP message\"}");
    }

    @Test
    void a_change_holds_what_was_before_and_after_as_far_as_there_is_any() {
        var change = new BootEvent.Change(STAMP, WIRE, "CN=terraform", "rpcpb.Groups/GroupPut", "groups/a.json", Optional.empty(), Optional.of(Version.of("{\"id\":\"a\"}")));
        assertThat(EventJson.line(change)).contains("\"kind\":\"change\"").doesNotContain("\"before\"").endsWith("\"who\":\"CN=terraform\","
                + "\"method\":\"rpcpb.Groups/GroupPut\",\"object\":\"groups/a.json\",\"after\":\"{\\\"id\\\":\\\"a\\\"}\"}");

        var refused = new BootEvent.Rpc(STAMP, WIRE, "", "", "UNAVAILABLE", Optional.of(new Reason("not-tls", "no TLS")));
        assertThat(EventJson.line(refused)).contains("\"kind\":\"rpc\"")
                .endsWith("\"who\":\"\",\"method\":\"\",\"status\":\"UNAVAILABLE\",\"reason\":\"not-tls\",\"why\":\"no TLS\"}");
    }

    @Test
    void a_notice_has_its_level_in_lower_case() {
        assertThat(EventJson.line(new BootEvent.Notice(STAMP, BootEvent.Notice.Level.WARN, "no-history", "History is off.")))
                .isEqualTo("{\"schema\":1,\"kind\":\"notice\"," + STAMPED + ",\"level\":\"warn\",\"code\":\"no-history\",\"sentence\":\"History is off.\"}");
    }

    @Test
    void a_peer_without_an_address_is_named_without_a_look_up() {
        var unresolved = new Wire("eth1", InetSocketAddress.createUnresolved("nobody.invalid", 9), InetSocketAddress.createUnresolved("", 0));
        assertThat(EventJson.line(new BootEvent.BadPacket(STAMP, unresolved, "tftp", 0, Optional.empty())))
                .contains("\"peer\":\"nobody.invalid\",\"peer-port\":9,\"local\":\":0\"");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'a quote and a backslash',           '\"\\',                  '\\\"\\\\'",
        "'a forged line',                     'x\r\ny',                'x\\u000d\\u000ay'",
        "'a terminal command',                '\u001b[2J\u0000\u007f', '\\u001b[2J\\u0000\\u007f'",
        "'a right-to-left override',          '\u202egpj',             '\\u202egpj'",
        "'a line separator of JavaScript',    '\u2028',                '\\u2028'",
        "'a character beyond the first plane', '\ud83d\udca1',         '\\ud83d\\udca1'",
    })
    void hostile_text_stays_inside_its_quotes_and_in_ascii(String what, String sent, String written) {
        assertThat(quoted(sent)).isEqualTo(written);
    }

    @Test
    void a_surrogate_without_its_other_half_becomes_the_replacement_character() {
        assertThat(quoted("\ud83d")).isEqualTo("\\ufffd");
        assertThat(quoted("\udca1x")).isEqualTo("\\ufffdx");
        assertThat(quoted("\ud83d\ud83d\udca1")).isEqualTo("\\ufffd\\ud83d\\udca1");
    }

    @Test
    void a_label_s_name_is_escaped_as_its_value_is() {
        var event = new BootEvent.Http(STAMP, WIRE, "GET", "/", Labels.of("\",\"kind\":\"x", "\n"), OptionalInt.empty(), 0, Duration.ZERO, "",
                Optional.empty());
        assertThat(EventJson.line(event)).contains("\"label.\\\",\\\"kind\\\":\\\"x\":\"\\u000a\"").doesNotContain("\"status\"");
    }

    private static String quoted(String text) {
        String line = EventJson.line(new BootEvent.Notice(STAMP, BootEvent.Notice.Level.INFO, "c", text));
        assertThat(line.chars()).allMatch(c -> c >= ' ' && c <= '~');
        String start = "\"sentence\":\"";
        return line.substring(line.indexOf(start) + start.length(), line.length() - 2);
    }
}
