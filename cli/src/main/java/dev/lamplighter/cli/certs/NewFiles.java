package dev.lamplighter.cli.certs;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Files that come into a folder all together or not at all, and never in the place of others. */
final class NewFiles {

    /** A file to be; {@code secret} ones are for their owner alone, from the first moment. */
    record NewFile(String name, String text, boolean secret) {}

    private NewFiles() {}

    /** The files that are in the way; a link that leads nowhere is one as well. */
    static List<String> inTheWay(Path folder, List<String> names) {
        return names.stream().filter(name -> Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)).toList();
    }

    /** Writes them; makes the folder if there is none. After a failure none of them is there. */
    static void write(Path folder, List<NewFile> files) throws IOException {
        Files.createDirectories(folder);
        var made = new ArrayList<Path>();
        try {
            for (NewFile file : files) {
                made.add(write(folder.resolve(file.name()), file));
            }
        } catch (IOException failed) {
            for (Path path : made) {
                Files.deleteIfExists(path);
            }
            throw failed;
        }
    }

    private static Path write(Path path, NewFile file) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = Files.newByteChannel(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            var content = ByteBuffer.wrap(file.text().getBytes(US_ASCII));
            while (content.hasRemaining()) {
                channel.write(content);
            }
            if (!file.secret()) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
            }
        } catch (FileAlreadyExistsException another) {
            throw another;
        } catch (IOException half) {
            Files.deleteIfExists(path);
            throw half;
        }
        return path;
    }
}
