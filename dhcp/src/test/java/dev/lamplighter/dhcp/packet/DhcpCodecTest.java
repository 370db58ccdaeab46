package dev.lamplighter.dhcp.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.dhcp.packet.DhcpOption.AgentInformation;
import dev.lamplighter.dhcp.packet.DhcpOption.BootFileName;
import dev.lamplighter.dhcp.packet.DhcpOption.ClientArch;
import dev.lamplighter.dhcp.packet.DhcpOption.DomainName;
import dev.lamplighter.dhcp.packet.DhcpOption.HostName;
import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpOption.MachineId;
import dev.lamplighter.dhcp.packet.DhcpOption.MaxMessageSize;
import dev.lamplighter.dhcp.packet.DhcpOption.MessageType;
import dev.lamplighter.dhcp.packet.DhcpOption.ParameterRequests;
import dev.lamplighter.dhcp.packet.DhcpOption.Raw;
import dev.lamplighter.dhcp.packet.DhcpOption.UserClass;
import dev.lamplighter.dhcp.packet.DhcpOption.VendorClass;
import dev.lamplighter.dhcp.packet.DhcpPacket.Op;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Decoded;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DhcpCodecTest {

    /** Op 1, Ethernet, xid 1be46aff, broadcast, chaddr 52:54:00:66:00:10; sname and file empty; the magic cookie. */
    static final String HEADER = "010106001be46aff00008000" + "00000000".repeat(4) + "525400660010" + "00".repeat(10) + "00".repeat(192) + "63825363";

    @Test
    void a_discover_of_uefi_firmware_reads_as_what_it_says() {
        DhcpPacket packet = decode(HEADER + "350101" + "390205c0" + "37040103eb00" + "611100b40a1c6f1e5d5a4f9c3e0000feed0001" + "5d020007"
                + "3c09505845436c69656e74" + "ff");
        assertThat(packet).isEqualTo(new DhcpPacket(Op.REQUEST, 1, 0, 0x1be46aff, 0, true, Ip4.NONE, Ip4.NONE, Ip4.NONE, Ip4.NONE,
                Mac.of("52:54:00:66:00:10"), "", "",
                List.of(new MessageType(Kind.DISCOVER), new MaxMessageSize(1472), new ParameterRequests(List.of(1, 3, 235, 0)),
                        new MachineId(Bytes.hex("00b40a1c6f1e5d5a4f9c3e0000feed0001")), new ClientArch(List.of(7)), new VendorClass("PXEClient"))));
    }

    @Test
    void an_answer_is_written_as_the_rfc_draws_it_and_padded_to_300_octets() {
        var packet = new DhcpPacket(Op.REPLY, 1, 0, 0x1be46aff, 0, false, Ip4.NONE, Ip4.of("10.0.0.50"), Ip4.of("10.0.0.2"), Ip4.NONE,
                Mac.of("52:54:00:66:00:10"), "", "ipxe.efi", List.of(new MessageType(Kind.OFFER), new BootFileName("ipxe.efi")));
        assertThat(DhcpCodec.encode(packet, 548).toHex()).isEqualTo(
                "020106001be46aff00000000" + "00000000" + "0a000032" + "0a000002" + "00000000" + "525400660010" + "00".repeat(10)
                        + "00".repeat(64) + "697078652e656669" + "00".repeat(120) + "63825363" + "350102" + "4308697078652e656669" + "ff" + "00".repeat(46));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "bare text, 69505845, iPXE",
        "a list of one, 0469505845, iPXE",
        "a list of two, 057261636b370469505845, 'rack7,iPXE'",
        "lengths that lie, ff69505845, ÿiPXE"
    })
    void a_user_class_is_text_or_a_list(String name, String hex, String classes) {
        DhcpPacket packet = decode(HEADER + "350101" + "4d" + "%02x".formatted(hex.length() / 2) + hex + "ff");
        assertThat(packet.option(UserClass.class)).contains(new UserClass(List.of(classes.split(","))));
    }

    @Test
    void an_option_in_several_parts_is_one() {
        DhcpPacket packet = decode(HEADER + "350101" + "4d026950" + "3c0141" + "4d025845" + "ff");
        assertThat(packet.options()).containsExactly(new MessageType(Kind.DISCOVER), new UserClass(List.of("iPXE")), new VendorClass("A"));
    }

    @Test
    void options_in_file_and_sname_are_read_and_these_then_have_no_value() {
        String overloaded = HEADER.substring(0, 88) + ("0c0161ff" + "00".repeat(60)) + ("5d020009ff" + "00".repeat(123)) + "63825363";
        DhcpPacket packet = decode(overloaded + "350101" + "340103" + "ff");
        assertThat(packet.options()).containsExactly(new MessageType(Kind.DISCOVER), new ClientArch(List.of(9)), new HostName("a"));
        assertThat(packet.file()).isEmpty();
        assertThat(packet.sname()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "architecture of one octet, 5d, 00",
        "architecture of three octets, 5d, 000700",
        "machine id that is short, 61, 00010203",
        "machine id of another type, 61, 0100112233445566778899aabbccddeeff",
        "requested address of three octets, 32, 0a4d00",
        "message size of one octet, 39, 01",
        "message type 99, 35, 63",
        "message type of no octets, 35, ''"
    })
    void a_value_without_the_shape_of_its_code_stays_as_it_came(String name, String code, String value) {
        DhcpPacket packet = decode(HEADER + code + "%02x".formatted(value.length() / 2) + value + "ff");
        assertThat(packet.options()).containsExactly(new Raw(Integer.parseInt(code, 16), Bytes.hex(value)));
        assertThat(packet.isBootp()).isEqualTo(!code.equals("35"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"runs past the end, 0cff", "has no length, 0c", "is there but the end mark is not, 00"})
    void what_comes_before_an_option_that_is_cut_counts(String name, String tail) {
        assertThat(decode(HEADER + "350101" + tail).options()).containsExactly(new MessageType(Kind.DISCOVER));
    }

    @Test
    void without_the_magic_cookie_it_is_bootp() {
        DhcpPacket packet = decode(HEADER.substring(0, 472) + "63825364" + "350101ff");
        assertThat(packet.isBootp()).isTrue();
        assertThat(packet.options()).isEmpty();
    }

    @ParameterizedTest(name = "{0} is malformed: {2}")
    @CsvSource({"0, '', dhcp-short", "1, '01', dhcp-short", "op, '09', dhcp-op", "hlen, '010111', dhcp-hlen"})
    void what_is_no_message_has_a_reason(String name, String begin, String code) {
        String hex = begin.length() < 2 || name.equals("1") ? begin : begin + HEADER.substring(begin.length());
        assertThat(DhcpCodec.decode(Bytes.hex(hex))).isInstanceOfSatisfying(Decoded.Malformed.class, it -> assertThat(it.reason().code()).isEqualTo(code));
    }

    @Test
    void a_value_of_more_than_255_octets_is_written_in_parts() {
        DhcpPacket packet = answer("", new DomainName("a".repeat(300)));
        assertThat(DhcpCodec.encode(packet, 1472).toHex()).contains("0fff" + "61".repeat(255) + "0f2d" + "61".repeat(45) + "ff");
        assertThat(DhcpCodec.decode(DhcpCodec.encode(packet, 1472))).isEqualTo(new Decoded.Message<>(packet));
    }

    @Test
    void options_that_do_not_fit_go_to_the_free_fields_and_then_the_last_are_left_out() {
        var options = IntStream.range(200, 240).<DhcpOption>mapToObj(code -> new Raw(code, Bytes.owned(new byte[18]))).toArray(DhcpOption[]::new);
        assertThat(codes(answer("", options))).containsExactlyElementsOf(IntStream.range(200, 224).boxed().toList());
        assertThat(codes(answer("ipxe.efi", options))).containsExactlyElementsOf(IntStream.range(200, 218).boxed().toList());
        assertThat(DhcpCodec.encode(answer("ipxe.efi", options), 548).length()).isLessThanOrEqualTo(548);
    }

    @Test
    void what_a_relay_said_is_written_last_and_kept_when_others_are_left_out() {
        var relayed = new AgentInformation(Bytes.hex("0102abcd"));
        var many = IntStream.range(200, 240).<DhcpOption>mapToObj(code -> new Raw(code, Bytes.owned(new byte[18]))).toList();
        var options = new java.util.ArrayList<DhcpOption>(List.of(relayed));
        options.addAll(many);
        assertThat(codes(answer("ipxe.efi", options.toArray(DhcpOption[]::new)))).endsWith(82).startsWith(200);
    }

    private static List<Integer> codes(DhcpPacket packet) {
        return ((Decoded.Message<DhcpPacket>) DhcpCodec.decode(DhcpCodec.encode(packet, 548))).value().options().stream().map(DhcpOption::code).toList();
    }

    private static DhcpPacket answer(String file, DhcpOption... options) {
        return new DhcpPacket(Op.REPLY, 1, 0, 1, 0, false, Ip4.NONE, Ip4.NONE, Ip4.NONE, Ip4.NONE, Mac.of("52:54:00:66:00:10"), "", file, List.of(options));
    }

    private static DhcpPacket decode(String hex) {
        return ((Decoded.Message<DhcpPacket>) DhcpCodec.decode(Bytes.hex(hex))).value();
    }
}
