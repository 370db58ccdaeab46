package dev.lamplighter.http.service;

import dev.lamplighter.http.packet.HttpDates;
import dev.lamplighter.http.packet.MediaTypes;
import dev.lamplighter.http.packet.Percent;
import dev.lamplighter.http.packet.Sniffing;
import dev.lamplighter.model.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Files and folders as Go's file server shows them. Everything here waits for the disk. */
final class AssetFiles {

    private static final Reason ABSENT = new Reason("no-such-file", "no such file or folder");
    private static final Reason SPECIAL = new Reason("not-a-file", "neither a file nor a folder");
    private static final Reason FORBIDDEN = new Reason("unreadable-file", "the file may not be read by this process: see its owner and mode");

    /** Small files that may be in memory at a time, waiting for their clients: 32 MiB in all. */
    private static final int MOST_SMALL = 512;

    private final Representation representation;
    private final Listing listing;
    private final Semaphore small = new Semaphore(MOST_SMALL);

    AssetFiles(Representation representation, Listing listing) {
        this.representation = representation;
        this.listing = listing;
    }

    /** What is at {@code place}, which the client called {@code asked}; of a folder {@code index} is shown, and its names where there is none. */
    Answer answer(Question question, Path place, AssetName asked, Optional<Path> index) {
        try {
            BasicFileAttributes found = Files.readAttributes(place, BasicFileAttributes.class);
            if (found.isDirectory()) {
                return asked.isFolder() ? folder(question, place, found, index) : Answer.moved(asked.asFolder());
            }
            return asked.isFolder() ? Answer.moved(asked.asFile()) : file(question, place, found);
        } catch (IOException unreadable) {
            return refusal(place, unreadable);
        }
    }

    private Answer folder(Question question, Path place, BasicFileAttributes found, Optional<Path> index) throws IOException {
        Optional<BasicFileAttributes> page = index.flatMap(AssetFiles::attributes).filter(BasicFileAttributes::isRegularFile);
        if (page.isPresent()) {
            return file(question, index.orElseThrow(), page.get());
        }
        Instant modified = found.lastModifiedTime().toInstant();
        if (question.isGetOrHead() && Precondition.isNotAfter(modified, question.conditions().ifModifiedSince())) {
            return Answer.of(304, List.of(), Content.NONE);
        }
        var fields = List.of(new Field("Content-Type", MediaTypes.HTML), new Field("Last-Modified", HttpDates.format(modified)));
        return Answer.of(200, fields, Site.streamed(listing.of(place)));
    }

    private Answer file(Question question, Path place, BasicFileAttributes found) throws IOException {
        if (!found.isRegularFile()) {
            return Answer.notFound(SPECIAL);
        }
        StoredFile file = StoredFile.open(place, found.lastModifiedTime().toInstant(), small);
        boolean kept = false;
        try {
            Optional<String> named = MediaTypes.ofName(String.valueOf(place.getFileName()));
            String mediaType = named.isPresent() ? named.get() : Sniffing.mediaType(file.beginning());
            Answer answer = representation.answer(question, new Entity.OnDisk(file, mediaType));
            kept = answer.content() instanceof Content.FromFile;
            return answer;
        } finally {
            if (!kept) {
                file.close();
            }
        }
    }

    private static Optional<BasicFileAttributes> attributes(Path place) {
        try {
            return Optional.of(Files.readAttributes(place, BasicFileAttributes.class));
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    private static Answer refusal(Path place, IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return Answer.refusal(403, "403 Forbidden", FORBIDDEN);
        }
        if (attributes(place).isEmpty()) {
            return Answer.notFound(ABSENT);
        }
        return Answer.failure(new Reason("file-error", "cannot read " + place + ": " + cause.getMessage()));
    }

    /** The name of an asset in a request, decoded and clean, with a slash at its end where the client wrote one; and the query it came with. */
    record AssetName(String path, String query) {

        private static final String INDEX = "index.html";

        boolean isFolder() {
            return path.endsWith("/") || path.isEmpty();
        }

        /** The page that is shown for it where it is a folder. */
        AssetName index() {
            return new AssetName(file().isEmpty() ? INDEX : file() + "/" + INDEX, query);
        }

        boolean isIndex() {
            return path.equals(INDEX) || path.endsWith("/" + INDEX);
        }

        String asFolder() {
            return Percent.relative(base()) + "/" + suffix();
        }

        String asFile() {
            return "../" + Percent.encodePath(base()) + suffix();
        }

        String suffix() {
            return query.isEmpty() ? "" : "?" + Percent.ascii(query);
        }

        /** The path without the slash at its end. */
        String file() {
            return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        }

        private String base() {
            return file().substring(file().lastIndexOf('/') + 1);
        }
    }
}
