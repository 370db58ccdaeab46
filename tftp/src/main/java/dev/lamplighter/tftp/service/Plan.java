package dev.lamplighter.tftp.service;

import dev.lamplighter.boot.Body;
import dev.lamplighter.model.Reason;
import dev.lamplighter.tftp.packet.TftpPacket.ErrorMessage;

/** What becomes of a request. */
public sealed interface Plan {

    record Serve(Body body, TransferMode mode) implements Plan {}

    /** {@code packet} is what the client is told, {@code reason} what we note. */
    record Refuse(ErrorMessage packet, Reason reason) implements Plan {

        private static final int LONGEST_MESSAGE = 400;

        public static Refuse because(int code, Reason reason) {
            return new Refuse(new ErrorMessage(code, printable(reason.sentence())), reason);
        }

        /** Firmware prints the message as it comes: ASCII, and not too long. */
        private static String printable(String sentence) {
            var ascii = new StringBuilder();
            sentence.codePoints().limit(LONGEST_MESSAGE).forEach(c -> ascii.append(c >= ' ' && c < 0x7f ? (char) c : '?'));
            return ascii.toString();
        }
    }
}
