package dev.lamplighter.tftp.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The files that are being sent: each is open once, however many transfers there are, and a file that was replaced is another file. */
final class OpenFiles {

    private record Version(Path path, Object identity, long size, FileTime modified) {}

    private record Shared(Version version, OpenFile file) {}

    private final FileChunks chunks;
    private final Map<Version, OpenFile> open = new HashMap<>();
    private final Map<OpenFile, Version> versions = new HashMap<>();

    OpenFiles(FileChunks chunks) {
        this.chunks = chunks;
    }

    FileChunks chunks() {
        return chunks;
    }

    /** Waits for the disk. Throws where {@code path} is no file or may not be read. */
    OpenFile open(Path path) throws IOException {
        Version version = version(path);
        Optional<OpenFile> known = join(version);
        if (known.isPresent()) {
            return known.get();
        }
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            // The file may have been replaced between the two looks at it: what counts is the one that is open.
            var shared = new Shared(version(path), new OpenFile(channel, channel.size()));
            synchronized (this) {
                if (shared.version().equals(version) && !open.containsKey(version)) {
                    open.put(version, shared.file());
                    versions.put(shared.file(), version);
                }
            }
            return shared.file();
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }

    private synchronized Optional<OpenFile> join(Version version) {
        Optional<OpenFile> known = Optional.ofNullable(open.get(version));
        known.ifPresent(OpenFile::join);
        return known;
    }

    /** Closes the file when its last user leaves. */
    void leave(OpenFile file) {
        synchronized (this) {
            if (!file.leave()) {
                return;
            }
            Optional.ofNullable(versions.remove(file)).ifPresent(open::remove);
        }
        chunks.forget(file);
        try {
            file.channel().close();
        } catch (IOException onlyRead) {
            // A channel that was only read from has nothing left to lose.
            return;
        }
    }

    private static Version version(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new NoSuchFileException(path.toString(), "", "is no file");
        }
        return new Version(path, String.valueOf(attributes.fileKey()), attributes.size(), attributes.lastModifiedTime());
    }
}
