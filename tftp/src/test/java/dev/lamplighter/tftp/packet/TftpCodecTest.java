package dev.lamplighter.tftp.packet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Decoded;
import dev.lamplighter.tftp.packet.TftpPacket.Ack;
import dev.lamplighter.tftp.packet.TftpPacket.Data;
import dev.lamplighter.tftp.packet.TftpPacket.ErrorMessage;
import dev.lamplighter.tftp.packet.TftpPacket.Option;
import dev.lamplighter.tftp.packet.TftpPacket.OptionAck;
import dev.lamplighter.tftp.packet.TftpPacket.ReadRequest;
import dev.lamplighter.tftp.packet.TftpPacket.WriteRequest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TftpCodecTest {

    final TftpCodec codec = TftpCodec.standard();

    static List<TftpPacket> everyKind() {
        return List.of(
                new ReadRequest("ipxe.efi", "octet", List.of()),
                new ReadRequest("/sub\\dîr/ipxe.efi", "OcTeT", List.of(new Option("tsize", "0"), new Option("BLKSIZE", "1468"), new Option("x", ""))),
                new ReadRequest("/grub/x86_64-efi/command.lst", "octet", List.of(new Option("blksize", "1024"), new Option("tsize", "0"))),
                new ReadRequest("shimx64.efi", "octet", List.of(new Option("blksize", "512"), new Option("windowsize", "4"))),
                new ReadRequest("/undionly.kpxe", "octet", List.of(new Option("blksize", "1432"), new Option("tsize", "0"))),
                new ReadRequest("\\boot\\bcd", "octet", List.of(new Option("tsize", "0"), new Option("blksize", "1456"), new Option("windowsize", "8"))),
                new WriteRequest("upload", "netascii", List.of(new Option("timeout", "1"))),
                new Data(0, Bytes.EMPTY),
                new Data(65535, Bytes.utf8("octets\0of a file")),
                new Ack(0),
                new Ack(40000),
                new ErrorMessage(8, "User aborted the transfer"),
                new ErrorMessage(0, ""),
                new OptionAck(List.of()),
                new OptionAck(List.of(new Option("tsize", "1044480"), new Option("windowsize", "4"))));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void a_packet_is_read_back_as_it_was_written(TftpPacket packet) {
        assertThat(decode(TftpCodec.encode(packet).toArray())).isEqualTo(new Decoded.Message<>(packet));
    }

    @Test
    void packets_are_on_the_wire_as_the_rfc_draws_them() {
        assertThat(TftpCodec.encode(new Data(258, Bytes.of((byte) 7))).toHex()).isEqualTo("0003010207");
        assertThat(TftpCodec.encode(new Ack(65535)).toHex()).isEqualTo("0004ffff");
        assertThat(TftpCodec.encode(new ErrorMessage(1, "no")).toHex()).isEqualTo("000500016e6f00");
        assertThat(TftpCodec.encode(new OptionAck(List.of(new Option("tsize", "9")))).toHex()).isEqualTo("00067473697a65003900");
    }

    /** As EDK2 asks: the recorded first request of real firmware, with the options that it sends. */
    @Test
    void firmware_is_understood() {
        var asked = "\0\1ipxe.efi\0octet\0tsize\0" + "0\0blksize\0" + "1468\0windowsize\0" + "4\0";

        assertThat(decode(asked.getBytes(ISO_8859_1))).isEqualTo(new Decoded.Message<TftpPacket>(new ReadRequest("ipxe.efi", "octet",
                List.of(new Option("tsize", "0"), new Option("blksize", "1468"), new Option("windowsize", "4")))));
    }

    @Test
    void a_request_padded_with_zeros_means_nothing_by_them() {
        assertThat(decode("\0\1a\0octet\0\0\0\0\0".getBytes(ISO_8859_1)))
                .isEqualTo(new Decoded.Message<TftpPacket>(new ReadRequest("a", "octet", List.of())));
    }

    @Test
    void an_error_without_an_end_or_a_message_is_still_an_error() {
        assertThat(decode(Bytes.hex("0005000158").toArray())).isEqualTo(new Decoded.Message<TftpPacket>(new ErrorMessage(1, "X")));
        assertThat(decode(Bytes.hex("00050001").toArray())).isEqualTo(new Decoded.Message<TftpPacket>(new ErrorMessage(1, "")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "tftp-short,''", "tftp-short,00", "tftp-short,0003", "tftp-short,000401", "tftp-short,0005", "tftp-opcode,0000", "tftp-opcode,000761",
        "tftp-opcode,ffff", "tftp-text,0001", "tftp-text,000161", "tftp-text,00016100", "tftp-text,0001610062", "tftp-text,0001ff006f00",
        "tftp-no-name,0001006f00", "tftp-options,000161006f0062", "tftp-options,000161006f006200", "tftp-options,000161006f00006200",
        "tftp-options,00066100"})
    void what_is_no_packet_says_why(String code, String hex) {
        assertThat(code(decode(Bytes.hex(hex).toArray()))).isEqualTo(code);
    }

    @Test
    void requests_are_bounded() {
        assertThat(code(decode(("\0\1" + "a".repeat(1460) + "\0octet\0").getBytes(ISO_8859_1)))).isEqualTo("tftp-long");
        assertThat(decode(("\0\1" + "a".repeat(1459) + "\0octet\0").getBytes(ISO_8859_1))).isInstanceOf(Decoded.Message.class);
        assertThat(code(decode(("\0\1a\0octet\0" + "o\0v\0".repeat(33)).getBytes(ISO_8859_1)))).isEqualTo("tftp-options");
    }

    @Test
    void any_bytes_are_a_packet_or_a_reason() {
        var random = new Random(20261101);
        var kinds = everyKind();
        for (int i = 0; i < Integer.getInteger("lamplighter.mutations", 100_000); i++) {
            byte[] octets = mutated(TftpCodec.encode(kinds.get(random.nextInt(kinds.size()))).toArray(), random);
            switch (decode(octets)) {
                case Decoded.Malformed<TftpPacket>(var reason) -> assertThat(reason.code()).startsWith("tftp-");
                case Decoded.Message<TftpPacket>(var packet) ->
                        assertThat(decode(TftpCodec.encode(packet).toArray())).isEqualTo(new Decoded.Message<>(packet));
            }
        }
    }

    private static byte[] mutated(byte[] octets, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> java.util.Arrays.copyOf(octets, random.nextInt(octets.length + 1));
            case 1 -> {
                var noise = new byte[random.nextInt(64)];
                random.nextBytes(noise);
                yield noise;
            }
            default -> {
                for (int flips = random.nextInt(4); flips >= 0; flips--) {
                    octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
                }
                yield octets;
            }
        };
    }

    private Decoded<TftpPacket> decode(byte[] octets) {
        return codec.decode(ByteBuffer.wrap(octets));
    }

    private static String code(Decoded<TftpPacket> decoded) {
        return decoded instanceof Decoded.Malformed<TftpPacket>(var reason) ? reason.code() : decoded.toString();
    }
}
