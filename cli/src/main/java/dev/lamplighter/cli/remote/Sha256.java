package dev.lamplighter.cli.remote;

import dev.lamplighter.model.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest by which templates are compared without sending them (FIPS 180-4). */
public final class Sha256 {

    private Sha256() {}

    public static Bytes of(Bytes content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(content.asBuffer());
            return Bytes.owned(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
