package dev.lamplighter.tftp.packet;

import dev.lamplighter.model.Bytes;
import java.util.List;

/** A TFTP packet (RFC 1350 section 5, RFC 2347). Block numbers and error codes are 0 to 65535; no text in one holds a NUL. */
public sealed interface TftpPacket {

    /** Asks for a file; {@code mode} and the names of options are as they were written, in any letter case. */
    record ReadRequest(String file, String mode, List<Option> options) implements TftpPacket {
        public ReadRequest {
            options = List.copyOf(options);
        }
    }

    /** Asks to store a file. */
    record WriteRequest(String file, String mode, List<Option> options) implements TftpPacket {
        public WriteRequest {
            options = List.copyOf(options);
        }
    }

    record Data(int block, Bytes payload) implements TftpPacket {}

    record Ack(int block) implements TftpPacket {}

    record ErrorMessage(int code, String message) implements TftpPacket {
        /** See the message. */
        public static final int UNDEFINED = 0;

        public static final int FILE_NOT_FOUND = 1;
        public static final int ACCESS_VIOLATION = 2;
        public static final int ILLEGAL_OPERATION = 4;
        public static final int UNKNOWN_TRANSFER = 5;

        /** The client and we cannot agree on options (RFC 2347); EDK2 ends with it a transfer that only asked for the size. */
        public static final int OPTIONS_REFUSED = 8;
    }

    /** The options that are granted (RFC 2347). */
    record OptionAck(List<Option> options) implements TftpPacket {
        public OptionAck {
            options = List.copyOf(options);
        }
    }

    /** A name and a value, both text. */
    record Option(String name, String value) {

        public boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }
    }
}
