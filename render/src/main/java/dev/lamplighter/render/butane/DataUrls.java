package dev.lamplighter.render.butane;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes contents as the shortest {@code data:} URL (RFC 2397) for them. */
final class DataUrls {

    private static final String UNESCAPED = "-_.!~*'()";
    private static final String BASE64 = ";base64,";
    private static final String GZIP = "gzip";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private DataUrls() {}

    /**
     * A URL.
     *
     * @param compression what must be said about it; empty if that is said already
     */
    record Embedded(String url, Optional<String> compression) {}

    /**
     * Embeds contents: escaped, in base64, or compressed in base64.
     *
     * @param compressed whether the operator says that they are compressed; then they are not compressed again
     * @param mayCompress whether compression is allowed
     */
    static Embedded embed(byte[] contents, boolean compressed, boolean mayCompress) {
        String best = isEscapingShorter(contents) ? escaped(contents) : base64(contents);
        if (compressed) {
            return new Embedded("data:" + best, Optional.empty());
        }
        String packed = mayCompress ? base64(gzip(contents)) : best;
        boolean shorter = packed.length() + GZIP.length() < best.length();
        return new Embedded("data:" + (shorter ? packed : best), Optional.of(shorter ? GZIP : ""));
    }

    /** Whether escaping takes no more characters than base64. */
    private static boolean isEscapingShorter(byte[] contents) {
        long escaped = 1;
        for (byte b : contents) {
            escaped += isKept((char) (b & 0xff)) ? 1 : 3;
        }
        return escaped <= BASE64.length() + 4L * ((contents.length + 2) / 3);
    }

    static String escaped(byte[] contents) {
        var url = new StringBuilder(",");
        for (byte b : contents) {
            char c = (char) (b & 0xff);
            if (isKept(c)) {
                url.append(c);
            } else {
                url.append('%').append(HEX.toHexDigits(b));
            }
        }
        return url.toString();
    }

    private static boolean isKept(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || UNESCAPED.indexOf(c) >= 0;
    }

    private static String base64(byte[] contents) {
        return BASE64 + Base64.getEncoder().encodeToString(contents);
    }

    /** RFC 1952, without time and name, so that equal contents give equal bytes. */
    private static byte[] gzip(byte[] contents) {
        var packed = new ByteArrayOutputStream();
        packed.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 2, (byte) 0xff});
        try (var deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            deflater.setInput(contents);
            deflater.finish();
            var buffer = new byte[8192];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
        }
        var sum = new CRC32();
        sum.update(contents);
        littleEndian(packed, (int) sum.getValue());
        littleEndian(packed, contents.length);
        return packed.toByteArray();
    }

    private static void littleEndian(ByteArrayOutputStream out, int value) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write(value >> shift);
        }
    }
}
