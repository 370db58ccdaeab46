package dev.lamplighter.boot.reads;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Mac;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;

/**
 * Words by which a machine may read its data for a while: the second of their end and a code over it and the hardware address (HMAC-SHA-256 of RFC
 * 2104, cut to 128 bits), as base64url without padding. Nothing is kept but the secret, so that a restart does not stop who boots.
 */
public final class ReadTokens {

    /** How long an installer may take. */
    public static final Duration LIFETIME = Duration.ofHours(2);

    private static final String ALGORITHM = "HmacSHA256";
    private static final int CODE = 16;

    private final SecretKeySpec secret;
    private final Clock clock;

    /** {@code secret} has 32 octets that nobody can guess. */
    public ReadTokens(Bytes secret, Clock clock) {
        this.secret = new SecretKeySpec(secret.toArray(), ALGORITHM);
        this.clock = clock;
    }

    String mint(Mac machine) {
        return text(machine, clock.instant().plus(LIFETIME).getEpochSecond());
    }

    private String text(Mac machine, long end) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(ByteBuffer.allocate(Long.BYTES + CODE).putLong(end).put(code(machine, end)).array());
    }

    /** Whether {@code token} was minted for {@code machine}, and its time is not over. */
    boolean isOf(Mac machine, String token) {
        byte[] octets;
        try {
            octets = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException none) {
            return false;
        }
        if (octets.length != Long.BYTES + CODE) {
            return false;
        }
        long end = ByteBuffer.wrap(octets).getLong();
        return MessageDigest.isEqual(Arrays.copyOfRange(octets, Long.BYTES, octets.length), code(machine, end)) && end >= clock.instant().getEpochSecond();
    }

    private byte[] code(Mac machine, long end) {
        try {
            var code = javax.crypto.Mac.getInstance(ALGORITHM);
            code.init(secret);
            code.update(machine.octets().toArray());
            return Arrays.copyOf(code.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(end).array()), CODE);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
        }
    }
}
