package dev.lamplighter.signing;

import dev.lamplighter.model.Bytes;
import java.io.ByteArrayOutputStream;

/**
 * A document as a text signature sees it (RFC 4880 section 5.2.4): each line feed and the carriage returns before it are one CRLF. Carriage
 * returns at the very end do not count, as GnuPG has it; any other stands for itself.
 */
final class CanonicalText {

    private CanonicalText() {}

    static byte[] of(Bytes document) {
        byte[] octets = document.toArray();
        var text = new ByteArrayOutputStream(octets.length + octets.length / 16);
        int from = 0;
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] == '\n') {
                text.write(octets, from, endOfLine(octets, from, i) - from);
                text.write('\r');
                text.write('\n');
                from = i + 1;
            }
        }
        text.write(octets, from, endOfLine(octets, from, octets.length) - from);
        return text.toByteArray();
    }

    private static int endOfLine(byte[] octets, int from, int end) {
        int last = end;
        while (last > from && octets[last - 1] == '\r') {
            last--;
        }
        return last;
    }
}
