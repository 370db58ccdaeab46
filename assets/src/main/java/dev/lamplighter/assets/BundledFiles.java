package dev.lamplighter.assets;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.model.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The boot files inside the jar, which the build put there. Each is read once, when it is first asked for. */
public final class BundledFiles {

    private static final String FOLDER = "inside/";

    /** Where files come from by name; throws {@link IOException} for a name that is not there. */
    @FunctionalInterface
    interface Source {
        InputStream open(String name) throws IOException;
    }

    private final Map<String, BundledFile> files;
    private final Source source;
    private final Map<String, Bytes> read = new ConcurrentHashMap<>();

    BundledFiles(List<BundledFile> files, Source source) {
        var byName = new LinkedHashMap<String, BundledFile>();
        files.forEach(file -> byName.put(file.name(), file));
        this.files = byName;
        this.source = source;
    }

    /** The files of this build. Throws {@link UncheckedIOException} if it was built without, which the build does not let happen. */
    public static BundledFiles ofThisBuild() {
        Source jar = BundledFiles::open;
        try (InputStream index = jar.open("index")) {
            return new BundledFiles(index(new String(index.readAllBytes(), UTF_8)), jar);
        } catch (IOException missing) {
            throw new UncheckedIOException("the boot files inside this build have no index", missing);
        }
    }

    /** No files at all, for a server of the operator's files only. */
    public static BundledFiles none() {
        return new BundledFiles(List.of(), name -> {
            throw new IOException(name);
        });
    }

    public Collection<BundledFile> list() {
        return List.copyOf(files.values());
    }

    public Optional<Bytes> content(String name) {
        return files.containsKey(name) ? Optional.of(read.computeIfAbsent(name, this::load)) : Optional.empty();
    }

    /** Reads lines of name, size, SHA-256, version and what is lacking (with commas between), separated by tabs. */
    static List<BundledFile> index(String text) {
        return text.lines()
                .map(line -> line.split("\t", 5))
                .map(field -> new BundledFile(field[0], Long.parseLong(field[1]), field[2], field[3],
                        field.length < 5 || field[4].isEmpty() ? List.of() : List.of(field[4].split(","))))
                .toList();
    }

    private Bytes load(String name) {
        try (InputStream file = source.open(name)) {
            return Bytes.owned(file.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException("the boot file " + name + " inside this build cannot be read", broken);
        }
    }

    private static InputStream open(String name) throws IOException {
        InputStream found = BundledFiles.class.getResourceAsStream(FOLDER + name);
        if (found == null) {
            throw new IOException("no resource " + FOLDER + name);
        }
        return found;
    }
}
