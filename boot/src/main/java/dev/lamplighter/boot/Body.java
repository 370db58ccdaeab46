package dev.lamplighter.boot;

import dev.lamplighter.model.Bytes;
import java.nio.file.Path;
import java.util.Optional;

/** What a client is sent. */
public sealed interface Body {

    /** Bytes in memory. Without a media type the door that needs one finds it from the content. */
    record Text(Bytes bytes, Optional<String> mediaType) implements Body {}

    /** A file on disk, sent by {@code sendfile}; or a folder, which HTTP lists. */
    record OnDisk(Path file) implements Body {}
}
