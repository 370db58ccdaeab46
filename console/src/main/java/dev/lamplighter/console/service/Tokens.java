package dev.lamplighter.console.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The tokens of a file, one in each line: a name for the audit and the token, {@code admin 5f2c…}; lines that begin with {@code #} are remarks. The file
 * is read whenever a token is shown, so that one that was taken out counts no more.
 */
public final class Tokens {

    private static final int OCTETS = 32;
    private static final int SHORTEST = 16;
    private static final long LARGEST = 64 * 1024;
    private static final String FIRST = "admin";

    private final Path file;

    private Tokens(Path file) {
        this.file = file;
    }

    /** Makes the file with one token where there is none. One that everybody may read is refused, as is one without tokens. */
    public static Tokens in(Path file) throws IOException {
        if (!Files.exists(file)) {
            make(file);
        }
        if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
            throw new IOException(file + " may be read by everybody: chmod 640 " + file);
        }
        var tokens = new Tokens(file);
        if (tokens.read().isEmpty()) {
            throw new IOException(file + " has no line with a name and a token of " + SHORTEST + " characters or more");
        }
        return tokens;
    }

    /** Whole or not at all: under another name until it is on disk. */
    private static void make(Path file) throws IOException {
        byte[] octets = new byte[OCTETS];
        new SecureRandom().nextBytes(octets);
        Path unfinished = Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName().toString(), ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            try (var channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                var left = ByteBuffer.wrap((FIRST + " " + HexFormat.of().formatHex(octets) + "\n").getBytes(UTF_8));
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-r-----"));
            Files.move(unfinished, file);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** The first token of the file, which {@code lamplighter console} shows. */
    public static Optional<String> first(Path file) throws IOException {
        return new Tokens(file).read().keySet().stream().findFirst();
    }

    /** The name of {@code token}; empty where it is none of the file. */
    Optional<String> nameOf(String token) throws IOException {
        byte[] shown = token.getBytes(UTF_8);
        Optional<String> name = Optional.empty();
        for (Map.Entry<String, String> known : read().entrySet()) {
            if (MessageDigest.isEqual(known.getKey().getBytes(UTF_8), shown)) {
                name = Optional.of(known.getValue());
            }
        }
        return name;
    }

    /** Names by their tokens. */
    private Map<String, String> read() throws IOException {
        Map<String, String> tokens = new LinkedHashMap<>();
        try {
            if (Files.size(file) > LARGEST) {
                throw new IOException(file + " is larger than " + LARGEST + " octets");
            }
            for (String line : Files.readAllLines(file)) {
                String[] words = line.strip().split("\\s+", -1);
                if (words.length == 2 && !words[0].startsWith("#") && words[1].length() >= SHORTEST) {
                    tokens.put(words[1], words[0]);
                }
            }
        } catch (NoSuchFileException gone) {
            return Map.of();
        }
        return tokens;
    }
}
