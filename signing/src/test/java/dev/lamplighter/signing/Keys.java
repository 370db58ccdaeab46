package dev.lamplighter.signing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.PBESecretKeyEncryptor;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/** Fresh Ed25519 keys as files: {@code sec.gpg} and {@code pub.gpg} in a folder. */
record Keys(Path secret, Path published) {

    static final Date BORN = Date.from(Instant.parse("2024-01-01T00:00:00Z"));

    /** One key that certifies and signs. */
    static Keys in(Path folder, Optional<String> passphrase) throws IOException, PGPException {
        return written(folder, generator(KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA, passphrase));
    }

    /** A key that only certifies, and a subkey that signs. */
    static Keys withSigningSubkey(Path folder) throws IOException, PGPException {
        PGPKeyRingGenerator generator = generator(KeyFlags.CERTIFY_OTHER, Optional.empty());
        generator.addSubKey(pair(), flags(KeyFlags.SIGN_DATA), null, new BcPGPContentSignerBuilder(PublicKeyAlgorithmTags.EDDSA_LEGACY, HashAlgorithmTags.SHA256));
        return written(folder, generator);
    }

    private static PGPKeyRingGenerator generator(int flags, Optional<String> passphrase) throws PGPException {
        PBESecretKeyEncryptor lock = passphrase.map(words -> new BcPBESecretKeyEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256).build(words.toCharArray()))
                .orElse(null);
        return new PGPKeyRingGenerator(PGPSignature.POSITIVE_CERTIFICATION, pair(), "Lab <lab@lab.example>",
                new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1), flags(flags), null,
                new BcPGPContentSignerBuilder(PublicKeyAlgorithmTags.EDDSA_LEGACY, HashAlgorithmTags.SHA256), lock);
    }

    private static org.bouncycastle.openpgp.PGPSignatureSubpacketVector flags(int flags) {
        var subpackets = new PGPSignatureSubpacketGenerator();
        subpackets.setKeyFlags(false, flags);
        return subpackets.generate();
    }

    private static PGPKeyPair pair() throws PGPException {
        var generator = new Ed25519KeyPairGenerator();
        generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
        return new BcPGPKeyPair(4, PublicKeyAlgorithmTags.EDDSA_LEGACY, generator.generateKeyPair(), BORN);
    }

    private static Keys written(Path folder, PGPKeyRingGenerator generator) throws IOException {
        return new Keys(Files.write(folder.resolve("sec.gpg"), generator.generateSecretKeyRing().getEncoded()),
                Files.write(folder.resolve("pub.gpg"), generator.generatePublicKeyRing().getEncoded()));
    }
}
