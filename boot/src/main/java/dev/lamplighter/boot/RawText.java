package dev.lamplighter.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;

/**
 * Text from the wire that may hold octets which are no UTF-8. Each of them is the lone surrogate {@code U+DC00 + octet}, as templates hold it
 * too, so that it goes out as it came.
 */
final class RawText {

    private static final int RAW = 0xDC00;

    private RawText() {}

    static String of(byte[] octets) {
        var in = ByteBuffer.wrap(octets);
        var out = CharBuffer.allocate(octets.length);
        CharsetDecoder decoder = UTF_8.newDecoder();
        while (true) {
            var result = decoder.decode(in, out, true);
            if (!result.isError()) {
                return out.flip().toString();
            }
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (RAW + (in.get() & 0xff)));
            }
        }
    }

    static byte[] octets(String text) {
        int raw = 0;
        while (raw < text.length() && !isRaw(text, raw)) {
            raw++;
        }
        if (raw == text.length()) {
            return text.getBytes(UTF_8);
        }
        var octets = new ByteArrayOutputStream(text.length() + 16);
        int from = 0;
        for (int i = raw; i < text.length(); i++) {
            if (isRaw(text, i)) {
                octets.writeBytes(text.substring(from, i).getBytes(UTF_8));
                octets.write(text.charAt(i) - RAW);
                from = i + 1;
            }
        }
        octets.writeBytes(text.substring(from).getBytes(UTF_8));
        return octets.toByteArray();
    }

    private static boolean isRaw(String text, int at) {
        char c = text.charAt(at);
        return c >= RAW + 0x80 && c <= RAW + 0xff && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
