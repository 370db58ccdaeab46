package dev.lamplighter.signing;

import dev.lamplighter.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Date;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.PGPContentSigner;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;

/** Signs with one key: version 4, SHA-256, over the canonical text of the document (RFC 4880 section 5.2.1, type 0x01), as Matchbox does. */
final class KeySigner implements Signer {

    private final PGPPrivateKey secret;
    private final PGPPublicKey key;
    private final InstantSource clock;

    KeySigner(PGPPrivateKey secret, PGPPublicKey key, InstantSource clock) {
        this.secret = secret;
        this.key = key;
        this.clock = clock;
    }

    @Override
    public Bytes sign(Bytes document, Form form) {
        try {
            PGPSignature signature = signature(CanonicalText.of(document));
            var written = new ByteArrayOutputStream();
            switch (form) {
                case BINARY -> signature.encode(written);
                case ARMOURED -> armour(signature, written);
            }
            return Bytes.owned(written.toByteArray());
        } catch (PGPException | IOException defect) {
            throw new IllegalStateException(defect.getMessage(), defect);
        }
    }

    /**
     * The generator would take a lone carriage return for the end of a line, which verifiers do not; so the text goes past it, straight to what
     * it signs with.
     */
    private PGPSignature signature(byte[] text) throws PGPException, IOException {
        PGPContentSigner content = new BcPGPContentSignerBuilder(key.getAlgorithm(), HashAlgorithmTags.SHA256)
                .build(PGPSignature.CANONICAL_TEXT_DOCUMENT, secret);
        var generator = new PGPSignatureGenerator((type, same) -> content, key);
        generator.init(PGPSignature.CANONICAL_TEXT_DOCUMENT, secret);
        var said = new PGPSignatureSubpacketGenerator();
        said.setSignatureCreationTime(false, Date.from(clock.instant()));
        said.setIssuerFingerprint(false, key);
        generator.setHashedSubpackets(said.generate());
        var hints = new PGPSignatureSubpacketGenerator();
        hints.setIssuerKeyID(false, key.getKeyID());
        generator.setUnhashedSubpackets(hints.generate());
        try (OutputStream signed = content.getOutputStream()) {
            signed.write(text);
        }
        return generator.generate();
    }

    private static void armour(PGPSignature signature, OutputStream to) throws IOException {
        try (ArmoredOutputStream armoured = ArmoredOutputStream.builder().clearHeaders().build(to)) {
            signature.encode(armoured);
        }
    }
}
