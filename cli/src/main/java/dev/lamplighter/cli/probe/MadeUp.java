package dev.lamplighter.cli.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Mac;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** A machine that there is not: the same one on each run on a host, so that servers do not meet a new one each time. */
final class MadeUp {

    private static final Path HOST = Path.of("/etc/machine-id");
    private static final byte LOCALLY_ADMINISTERED = 2;
    private static final int REST = 5;

    private MadeUp() {}

    /** That of this host and one of its interfaces. */
    static Mac mac(String interfaceName) {
        String host;
        try {
            host = Files.readString(HOST).strip();
        } catch (IOException none) {
            host = "";
        }
        return mac(host, interfaceName);
    }

    static Mac mac(String host, String interfaceName) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(("lamplighter probe " + host + " " + interfaceName).getBytes(UTF_8));
            return new Mac(Bytes.hex("%02x".formatted(LOCALLY_ADMINISTERED) + Bytes.of(digest).slice(0, REST).toHex()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** One for each hardware address. */
    static UUID uuid(Mac mac) {
        return UUID.nameUUIDFromBytes(("lamplighter probe " + mac).getBytes(UTF_8));
    }
}
