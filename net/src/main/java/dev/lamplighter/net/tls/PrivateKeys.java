package dev.lamplighter.net.tls;

import dev.lamplighter.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;

/** Reads private keys. The JDK knows PKCS#8 only (RFC 5958), so PKCS#1 (RFC 8017) and SEC1 (RFC 5915) are put into its envelope. */
final class PrivateKeys {

    private static final Bytes VERSION_0 = Bytes.hex("020100");
    private static final Bytes RSA = Bytes.hex("300d06092a864886f70d0101010500");
    private static final Bytes EC_PUBLIC_KEY = Bytes.hex("06072a8648ce3d0201");
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final int PARAMETERS = 0xa0;

    private PrivateKeys() {}

    static PrivateKey read(Path file) throws BadPem {
        for (PemBlocks.Block block : PemBlocks.read(file)) {
            Optional<Bytes> pkcs8 = pkcs8(file, block);
            if (pkcs8.isPresent()) {
                return key(file, new PKCS8EncodedKeySpec(pkcs8.get().toArray()));
            }
        }
        throw new BadPem(file + " holds no private key in PEM form");
    }

    private static Optional<Bytes> pkcs8(Path file, PemBlocks.Block block) throws BadPem {
        return switch (block.label()) {
            case "PRIVATE KEY" -> Optional.of(block.der());
            case "RSA PRIVATE KEY" -> Optional.of(envelope(RSA, block.der()));
            case "EC PRIVATE KEY" -> {
                Bytes curve = curve(block.der()).orElseThrow(() -> new BadPem(file + ": the EC key does not name its curve"));
                yield Optional.of(envelope(element(SEQUENCE, EC_PUBLIC_KEY, curve), block.der()));
            }
            case "ENCRYPTED PRIVATE KEY" -> throw new BadPem(file + ": the key is encrypted; give it without a passphrase");
            default -> Optional.empty();
        };
    }

    private static PrivateKey key(Path file, PKCS8EncodedKeySpec pkcs8) throws BadPem {
        return attempt("RSA", pkcs8).or(() -> attempt("EC", pkcs8)).or(() -> attempt("EdDSA", pkcs8))
                .orElseThrow(() -> new BadPem(file + ": the private key is damaged, or neither RSA, EC nor EdDSA"));
    }

    private static Optional<PrivateKey> attempt(String algorithm, PKCS8EncodedKeySpec pkcs8) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(pkcs8));
        } catch (GeneralSecurityException another) {
            return Optional.empty();
        }
    }

    private static Bytes envelope(Bytes algorithm, Bytes key) {
        return element(SEQUENCE, VERSION_0, algorithm, element(OCTET_STRING, key));
    }

    private static Bytes element(int tag, Bytes... parts) {
        var content = new ByteArrayOutputStream();
        for (Bytes part : parts) {
            content.writeBytes(part.toArray());
        }
        var out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.size();
        if (length < 0x80) {
            out.write(length);
        } else {
            out.writeBytes(new byte[] {(byte) 0x83, (byte) (length >> 16), (byte) (length >> 8), (byte) length});
        }
        out.writeBytes(content.toByteArray());
        return Bytes.owned(out.toByteArray());
    }

    /** The curve's identifier within an ECPrivateKey: SEQUENCE { version, key, [0] parameters, … }. */
    private static Optional<Bytes> curve(Bytes der) {
        int at = contentOf(der, 0);
        while (at >= 0 && at < der.length()) {
            int content = contentOf(der, at);
            int end = content < 0 ? -1 : content + lengthAt(der, at + 1);
            if (end < 0 || end > der.length()) {
                return Optional.empty();
            }
            if (der.at(at) == PARAMETERS) {
                return Optional.of(der.slice(content, end));
            }
            at = end;
        }
        return Optional.empty();
    }

    /** Where the content of the element at {@code at} begins; -1 where there is none. */
    private static int contentOf(Bytes der, int at) {
        if (at + 1 >= der.length()) {
            return -1;
        }
        int first = der.at(at + 1);
        int content = at + 2 + (first < 0x80 ? 0 : first & 0x7f);
        return first > 0x82 || content > der.length() ? -1 : content;
    }

    private static int lengthAt(Bytes der, int at) {
        int first = der.at(at);
        return first < 0x80 ? first : first == 0x81 ? der.at(at + 1) : der.at(at + 1) << 8 | der.at(at + 2);
    }
}
