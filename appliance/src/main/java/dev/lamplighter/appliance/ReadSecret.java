package dev.lamplighter.appliance;

import dev.lamplighter.boot.reads.ReadTokens;
import dev.lamplighter.model.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/** The secret of {@link ReadTokens}: 32 octets in {@code reads.key} in the state folder, which nobody but its owner may read. */
final class ReadSecret {

    private static final String NAME = "reads.key";
    private static final int OCTETS = 32;

    private ReadSecret() {}

    /** Reads it, or makes it where there is none yet. The message of what is thrown says what would help. */
    static Bytes in(Path state) throws IOException {
        if (!Files.isDirectory(state)) {
            throw new IOException("there is no folder " + state + ": create it, or name another with state.path");
        }
        Path file = state.resolve(NAME);
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            make(file);
        }
        if (!Files.isReadable(file)) {
            throw new IOException(file + " cannot be read: give it to the user that runs this");
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) != OCTETS) {
            throw new IOException(file + " is not the file of " + OCTETS + " octets that was written there: remove it, and machines that boot just now boot again");
        }
        return Bytes.owned(Files.readAllBytes(file));
    }

    /** Whole or not at all: another name until it is on disk. */
    private static void make(Path file) throws IOException {
        byte[] octets = new byte[OCTETS];
        new SecureRandom().nextBytes(octets);
        Path unfinished = Files.createTempFile(file.getParent(), NAME, ".new", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            try (var channel = FileChannel.open(unfinished, Set.of(StandardOpenOption.WRITE))) {
                var left = ByteBuffer.wrap(octets);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            Files.move(unfinished, file);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
