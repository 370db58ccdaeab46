package dev.lamplighter.render.butane;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Bytes in a text: those that are not UTF-8 become lone surrogates from U+DC80 on, and come back as the bytes they were. */
final class RawText {

    private static final char FIRST = '\udc00';

    private RawText() {}

    static String of(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            var text = new StringBuilder(bytes.length);
            for (byte b : bytes) {
                text.append((char) (b >= 0 ? b : FIRST + (b & 0xff)));
            }
            return text.toString();
        }
    }

    static byte[] bytes(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length();) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (point >= FIRST + 0x80 && point <= FIRST + 0xff) {
                bytes.write(point - FIRST);
            } else {
                bytes.writeBytes(Character.toString(point).getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
