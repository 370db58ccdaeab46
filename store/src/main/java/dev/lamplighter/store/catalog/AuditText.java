package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Content of files as an audit tells it: short and on one line. */
final class AuditText {

    private static final int LONGEST = 16 << 10;

    private AuditText() {}

    static String object(Bytes content, boolean group) {
        if (content.length() > LONGEST) {
            return digest(content);
        }
        if (group) {
            return GroupFile.parse(content) instanceof Parsed.Good<dev.lamplighter.model.Group>(var good)
                    ? GoJsonWriter.compact(ObjectText.of(good)) : digest(content);
        }
        return ProfileFile.parse(content) instanceof Parsed.Good<dev.lamplighter.model.Profile>(var good)
                ? GoJsonWriter.compact(ObjectText.of(good)) : digest(content);
    }

    static String digest(Bytes content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(content.asBuffer());
            return content.length() + " bytes, sha256:" + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
