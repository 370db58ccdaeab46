package dev.lamplighter.tftp.packet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Decoded;
import dev.lamplighter.model.Decoded.Malformed;
import dev.lamplighter.model.Decoded.Message;
import dev.lamplighter.model.Reason;
import dev.lamplighter.tftp.packet.TftpPacket.Ack;
import dev.lamplighter.tftp.packet.TftpPacket.Data;
import dev.lamplighter.tftp.packet.TftpPacket.ErrorMessage;
import dev.lamplighter.tftp.packet.TftpPacket.Option;
import dev.lamplighter.tftp.packet.TftpPacket.OptionAck;
import dev.lamplighter.tftp.packet.TftpPacket.ReadRequest;
import dev.lamplighter.tftp.packet.TftpPacket.WriteRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Bytes to packets and back (RFC 1350 section 5, RFC 2347). Total: work is bounded by the length of the input, and nothing is thrown. */
public final class TftpCodec {

    public static final int READ = 1;
    public static final int WRITE = 2;
    public static final int DATA = 3;
    public static final int ACK = 4;
    public static final int ERROR = 5;
    public static final int OPTION_ACK = 6;

    private final int longestRequest;
    private final int mostOptions;

    /** {@code longestRequest} bounds a request in octets, {@code mostOptions} the options of a packet. */
    public TftpCodec(int longestRequest, int mostOptions) {
        this.longestRequest = longestRequest;
        this.mostOptions = mostOptions;
    }

    /** A request fits into one Ethernet frame, and there are six options in use in the world. */
    public static TftpCodec standard() {
        return new TftpCodec(1468, 32);
    }

    /** Reads what remains of {@code datagram}. */
    public Decoded<TftpPacket> decode(ByteBuffer datagram) {
        if (datagram.remaining() < 2) {
            return malformed("tftp-short", "shorter than an opcode");
        }
        int opcode = Short.toUnsignedInt(datagram.getShort());
        return switch (opcode) {
            case READ, WRITE -> request(opcode, datagram);
            case DATA -> datagram.remaining() < 2 ? malformed("tftp-short", "DATA without a block number") : new Message<>(data(datagram));
            case ACK -> datagram.remaining() < 2 ? malformed("tftp-short", "ACK without a block number") : new Message<>(new Ack(number(datagram)));
            case ERROR -> datagram.remaining() < 2 ? malformed("tftp-short", "ERROR without a code") : new Message<>(error(datagram));
            case OPTION_ACK -> optionAck(datagram);
            default -> malformed("tftp-opcode", "no packet has opcode " + opcode);
        };
    }

    public static Bytes encode(TftpPacket packet) {
        var out = new ByteArrayOutputStream(64);
        switch (packet) {
            case ReadRequest asked -> request(out, READ, asked.file(), asked.mode(), asked.options());
            case WriteRequest asked -> request(out, WRITE, asked.file(), asked.mode(), asked.options());
            case Data data -> {
                number(out, DATA);
                number(out, data.block());
                out.writeBytes(data.payload().toArray());
            }
            case Ack ack -> {
                number(out, ACK);
                number(out, ack.block());
            }
            case ErrorMessage error -> {
                number(out, ERROR);
                number(out, error.code());
                text(out, error.message());
            }
            case OptionAck granted -> {
                number(out, OPTION_ACK);
                options(out, granted.options());
            }
        }
        return Bytes.owned(out.toByteArray());
    }

    private Decoded<TftpPacket> request(int opcode, ByteBuffer in) {
        if (in.remaining() + 2 > longestRequest) {
            return malformed("tftp-long", "a request longer than " + longestRequest + " octets");
        }
        Optional<String> file = text(in);
        Optional<String> mode = file.isPresent() ? text(in) : Optional.empty();
        if (file.isEmpty() || mode.isEmpty()) {
            return malformed("tftp-text", "a request whose file name or mode has no end or is not UTF-8");
        }
        if (file.get().isEmpty()) {
            return malformed("tftp-no-name", "a request without a file name");
        }
        return switch (options(in)) {
            case Malformed<List<Option>>(Reason reason) -> new Malformed<>(reason);
            case Message<List<Option>>(List<Option> options) -> new Message<>(
                    opcode == READ ? new ReadRequest(file.get(), mode.get(), options) : new WriteRequest(file.get(), mode.get(), options));
        };
    }

    private Decoded<TftpPacket> optionAck(ByteBuffer in) {
        return switch (options(in)) {
            case Malformed<List<Option>>(Reason reason) -> new Malformed<>(reason);
            case Message<List<Option>>(List<Option> options) -> new Message<>(new OptionAck(options));
        };
    }

    /** Names and values up to the end; firmware that pads its packets with zeros means nothing by them. */
    private Decoded<List<Option>> options(ByteBuffer in) {
        var options = new ArrayList<Option>();
        while (in.hasRemaining() && !onlyZeros(in)) {
            if (options.size() == mostOptions) {
                return malformed("tftp-options", "more than " + mostOptions + " options");
            }
            Optional<String> name = text(in);
            Optional<String> value = name.isPresent() ? text(in) : Optional.empty();
            if (name.isEmpty() || value.isEmpty() || name.get().isEmpty()) {
                return malformed("tftp-options", "an option without a name or a value");
            }
            options.add(new Option(name.get(), value.get()));
        }
        return new Message<>(options);
    }

    private static boolean onlyZeros(ByteBuffer in) {
        for (int i = in.position(); i < in.limit(); i++) {
            if (in.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private static Data data(ByteBuffer in) {
        int block = number(in);
        var payload = new byte[in.remaining()];
        in.get(payload);
        return new Data(block, Bytes.owned(payload));
    }

    /** Some clients leave out the NUL that ends the message, or the message. */
    private static ErrorMessage error(ByteBuffer in) {
        int code = number(in);
        int end = in.position();
        while (end < in.limit() && in.get(end) != 0) {
            end++;
        }
        return new ErrorMessage(code, UTF_8.decode(in.slice(in.position(), end - in.position())).toString());
    }

    private static int number(ByteBuffer in) {
        return Short.toUnsignedInt(in.getShort());
    }

    /** Text up to a NUL, which is consumed; empty if there is no NUL or the octets are not UTF-8. */
    private static Optional<String> text(ByteBuffer in) {
        for (int end = in.position(); end < in.limit(); end++) {
            if (in.get(end) == 0) {
                ByteBuffer octets = in.slice(in.position(), end - in.position());
                in.position(end + 1);
                try {
                    return Optional.of(UTF_8.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(octets)
                            .toString());
                } catch (CharacterCodingException notText) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static void request(ByteArrayOutputStream out, int opcode, String file, String mode, List<Option> options) {
        number(out, opcode);
        text(out, file);
        text(out, mode);
        options(out, options);
    }

    private static void options(ByteArrayOutputStream out, List<Option> options) {
        for (Option option : options) {
            text(out, option.name());
            text(out, option.value());
        }
    }

    private static void number(ByteArrayOutputStream out, int value) {
        out.write(value >>> 8);
        out.write(value);
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(UTF_8));
        out.write(0);
    }

    private static <T> Decoded<T> malformed(String code, String sentence) {
        return new Malformed<>(new Reason(code, sentence));
    }
}
