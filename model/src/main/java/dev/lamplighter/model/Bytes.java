package dev.lamplighter.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable run of octets. Records hold this instead of {@code byte[]}, whose equality is identity. */
public final class Bytes {

    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] octets;

    private Bytes(byte[] octets) {
        this.octets = octets;
    }

    /** Copies {@code octets}. */
    public static Bytes of(byte... octets) {
        return octets.length == 0 ? EMPTY : new Bytes(octets.clone());
    }

    /** Takes {@code octets} over without a copy; the caller must not touch the array again. */
    public static Bytes owned(byte[] octets) {
        return new Bytes(octets);
    }

    public static Bytes utf8(String text) {
        return new Bytes(text.getBytes(UTF_8));
    }

    /** Reads hexadecimal digits without separators; throws {@link IllegalArgumentException} on anything else. */
    public static Bytes hex(String digits) {
        return new Bytes(HexFormat.of().parseHex(digits));
    }

    public int length() {
        return octets.length;
    }

    public boolean isEmpty() {
        return octets.length == 0;
    }

    /** The octet at {@code index} as 0 to 255. */
    public int at(int index) {
        return octets[index] & 0xff;
    }

    /** Octets {@code from} (inclusive) to {@code to} (exclusive). */
    public Bytes slice(int from, int to) {
        return new Bytes(Arrays.copyOfRange(octets, from, to));
    }

    public byte[] toArray() {
        return octets.clone();
    }

    /** A read-only view without a copy. */
    public ByteBuffer asBuffer() {
        return ByteBuffer.wrap(octets).asReadOnlyBuffer();
    }

    /** The octets as UTF-8 text; what is not UTF-8 becomes U+FFFD. */
    public String text() {
        return new String(octets, UTF_8);
    }

    public String toHex() {
        return HexFormat.of().formatHex(octets);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return octets.length <= 32 ? toHex() : slice(0, 32).toHex() + "… (" + octets.length + " octets)";
    }
}
