package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a content, in few octets: what tells two versions of a file apart, and what an audit tells of each. */
record Mark(long first, long second, long third, long fourth) {

    /** Of what cannot be read. */
    static final Mark NONE = new Mark(0, 0, 0, 0);

    static Mark of(Bytes content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(content.asBuffer());
            var octets = ByteBuffer.wrap(digest.digest());
            return new Mark(octets.getLong(), octets.getLong(), octets.getLong(), octets.getLong());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** In hexadecimal digits, as {@code sha256sum} prints it. */
    String sha256() {
        var hex = HexFormat.of();
        return hex.toHexDigits(first) + hex.toHexDigits(second) + hex.toHexDigits(third) + hex.toHexDigits(fourth);
    }
}
