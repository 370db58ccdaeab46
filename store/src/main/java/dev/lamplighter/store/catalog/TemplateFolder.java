package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.FileVisitOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The templates of one kind as they lie in their folder and the folders below it; names that begin with a dot are not listed. */
final class TemplateFolder {

    private static final int DEEPEST = 16;
    private static final int CHUNK = 64 << 10;

    private TemplateFolder() {}

    /** In the order of their names; none where there is no folder. Files that vanish meanwhile are left out. */
    static List<TemplateSummary> list(Path folder) throws StoreException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var all = new ArrayList<TemplateSummary>();
        try (var walk = Files.walk(folder, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : (Iterable<Path>) walk.filter(path -> listed(folder.relativize(path)))::iterator) {
                summary(folder, file).ifPresent(all::add);
            }
        } catch (IOException | UncheckedIOException unreadable) {
            throw new StoreException(StoreException.Kind.FAILED, "open " + folder + ": " + unreadable.getMessage(), unreadable);
        }
        all.sort((a, b) -> Utf8Order.ASCENDING.compare(a.name(), b.name()));
        return all;
    }

    static TemplateSummary summary(String name, Bytes content) {
        MessageDigest digest = sha256();
        digest.update(content.asBuffer());
        return new TemplateSummary(name, content.length(), Bytes.owned(digest.digest()));
    }

    private static boolean listed(Path name) {
        for (Path part : name) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        return true;
    }

    private static Optional<TemplateSummary> summary(Path folder, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        MessageDigest digest = sha256();
        long size = 0;
        var buffer = new byte[CHUNK];
        try (var in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                size += read;
            }
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
        return Optional.of(new TemplateSummary(folder.relativize(file).toString(), size, Bytes.owned(digest.digest())));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
