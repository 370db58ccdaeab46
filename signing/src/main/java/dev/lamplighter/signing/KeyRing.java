package dev.lamplighter.signing;

import dev.lamplighter.model.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;

/**
 * A file with OpenPGP secret keys, binary as Matchbox wants it, or armoured. The first key of the file signs: its primary key, or where that one
 * may not sign or has no secret part, its first subkey that can.
 */
public final class KeyRing {

    private static final long MOST_OCTETS = 1 << 20;

    private KeyRing() {}

    /** Opens {@code file} and signs once to see that it works; {@code passphrase} is needed where the key is protected. */
    public static Signer open(Path file, Optional<String> passphrase, InstantSource clock) throws BadKeyRing {
        PGPSecretKey key = signing(first(file), file);
        Signer signer = new KeySigner(unlocked(key, passphrase, file), key.getPublicKey(), clock);
        try {
            signer.sign(Bytes.utf8("\n"), Signer.Form.BINARY);
            return signer;
        } catch (IllegalStateException unusable) {
            throw new BadKeyRing("the first key in " + file + " cannot sign: " + unusable.getMessage() + "; use an RSA or Ed25519 key", unusable);
        }
    }

    private static PGPSecretKeyRing first(Path file) throws BadKeyRing {
        try (InputStream content = PGPUtil.getDecoderStream(Files.newInputStream(file))) {
            if (Files.size(file) > MOST_OCTETS) {
                throw new BadKeyRing(file + " is longer than " + MOST_OCTETS + " octets: it is no key ring to sign with");
            }
            var all = new PGPSecretKeyRingCollection(content, new BcKeyFingerprintCalculator());
            if (!all.iterator().hasNext()) {
                throw new BadKeyRing(file + " holds no key: export one with gpg --export-secret-keys");
            }
            return all.iterator().next();
        } catch (IOException | PGPException | RuntimeException unreadable) {
            throw new BadKeyRing(file + " is no ring of OpenPGP secret keys (" + unreadable.getMessage() + "): export one with gpg --export-secret-keys",
                    unreadable);
        }
    }

    private static PGPSecretKey signing(PGPSecretKeyRing ring, Path file) throws BadKeyRing {
        for (PGPSecretKey key : ring) {
            if (key.isSigningKey() && !key.isPrivateKeyEmpty() && maySign(key.getPublicKey())) {
                return key;
            }
        }
        throw new BadKeyRing("the first key in " + file + " may not sign, or its secret part is not in the file: export a key that signs");
    }

    /** Where the key's own signatures say what it is for, they must say signing. */
    private static boolean maySign(PGPPublicKey key) {
        boolean said = false;
        for (var signatures = key.getSignatures(); signatures.hasNext();) {
            PGPSignature signature = signatures.next();
            boolean own = signature.hasSubpackets() && signature.getHashedSubPackets().getKeyFlags() != 0;
            if (own && (signature.getHashedSubPackets().getKeyFlags() & KeyFlags.SIGN_DATA) != 0) {
                return true;
            }
            said |= own;
        }
        return !said;
    }

    private static PGPPrivateKey unlocked(PGPSecretKey key, Optional<String> passphrase, Path file) throws BadKeyRing {
        boolean locked = key.getKeyEncryptionAlgorithm() != 0;
        if (locked && passphrase.isEmpty()) {
            throw new BadKeyRing("the first key in " + file + " is protected by a passphrase: give it in MATCHBOX_PASSPHRASE");
        }
        try {
            return key.extractPrivateKey(new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider()).build(passphrase.orElse("").toCharArray()));
        } catch (PGPException | RuntimeException wrong) {
            throw new BadKeyRing(locked ? "the passphrase in MATCHBOX_PASSPHRASE does not open the first key in " + file + ": give the right one"
                    : "the first key in " + file + " cannot be read (" + wrong.getMessage() + "): export it again", wrong);
        }
    }
}
