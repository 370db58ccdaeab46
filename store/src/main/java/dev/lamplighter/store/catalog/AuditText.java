package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Content of files as an audit tells it: short and on one line. */
final class AuditText {

    private static final int LONGEST = 16 << 10;

    private AuditText() {}

    /** The object as JSON, or its size and digest where that is long. */
    static String of(GoJsonWriter.Fields object) {
        String text = GoJsonWriter.compact(object);
        return text.length() <= LONGEST ? text : of(Bytes.utf8(text));
    }

    /** {@code 12 bytes, sha256:…}. */
    static String of(Bytes content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(content.asBuffer());
            return content.length() + " bytes, sha256:" + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
