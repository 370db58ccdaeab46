package dev.lamplighter.net.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lamplighter.model.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of a PEM file (RFC 7468); text between them is a comment. */
final class PemBlocks {

    private static final int LARGEST_FILE = 1 << 20;
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

    private PemBlocks() {}

    record Block(String label, Bytes der) {}

    static List<Block> read(Path file) throws BadPem {
        var blocks = new ArrayList<Block>();
        Matcher found = BLOCK.matcher(text(file));
        while (found.find()) {
            if (found.group(2).contains(":")) {
                throw new BadPem(file + ": the " + found.group(1) + " is encrypted; give it without a passphrase");
            }
            try {
                blocks.add(new Block(found.group(1), Bytes.owned(Base64.getMimeDecoder().decode(found.group(2)))));
            } catch (IllegalArgumentException notBase64) {
                throw new BadPem(file + ": the " + found.group(1) + " is not Base64", notBase64);
            }
        }
        return blocks;
    }

    private static String text(Path file) throws BadPem {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new BadPem(file + " is larger than a PEM file may be (1 MiB)");
            }
            return new String(Files.readAllBytes(file), ISO_8859_1);
        } catch (NoSuchFileException absent) {
            throw new BadPem(file + " does not exist", absent);
        } catch (IOException unreadable) {
            throw new BadPem(file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
