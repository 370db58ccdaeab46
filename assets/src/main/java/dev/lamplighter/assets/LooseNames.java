package dev.lamplighter.assets;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds boot files also by names that are only nearly theirs: with the path of the folder itself in front, as clients of other TFTP servers
 * are configured, and, where asked for, in another letter case, as Windows PE asks. An exact name always wins. May wait for the disk.
 */
public final class LooseNames implements FileSource {

    /** A folder with more entries is not searched for another spelling. */
    private static final int MOST_ENTRIES = 10_000;

    private final FileSource exact;
    private final Path root;
    private final boolean anyCase;
    private final List<String> inside;

    /** {@code root} is the folder that {@code exact} looks into first, {@code inside} the names that it knows beside; {@code anyCase}: letter case may differ. */
    public LooseNames(FileSource exact, Path root, boolean anyCase, List<String> inside) {
        this.exact = exact;
        this.root = root;
        this.anyCase = anyCase;
        this.inside = List.copyOf(inside);
    }

    @Override
    public Located find(String name) {
        Located found = exact.find(name);
        if (!isMissing(found)) {
            return found;
        }
        String slashed = name.replace('\\', '/');
        String below = belowRoot(slashed).orElse(slashed);
        Located again = below.equals(slashed) ? found : exact.find(below);
        if (!isMissing(again) || !anyCase) {
            return isMissing(again) ? found : again;
        }
        return spelled(below).map(exact::find).filter(other -> !isMissing(other)).orElse(found);
    }

    private static boolean isMissing(Located located) {
        return located instanceof Located.Absent(var reason) && reason.code().equals("boot-file-missing");
    }

    /** What follows the folder's own path in {@code name}. */
    private Optional<String> belowRoot(String name) {
        String prefix = root.toString().replace('\\', '/') + "/";
        String absolute = "/" + name.replaceFirst("^/+", "");
        return prefix.length() > 2 && absolute.startsWith(prefix) ? Optional.of(absolute.substring(prefix.length())) : Optional.empty();
    }

    /** {@code name} as the disk or the list of files inside spells it; every part that is there as asked stays so. */
    private Optional<String> spelled(String name) {
        var parts = new ArrayList<String>();
        for (String part : name.split("/", -1)) {
            switch (part) {
                case "", "." -> {}
                case ".." -> {
                    return Optional.empty();
                }
                default -> parts.add(part);
            }
        }
        return onDisk(parts).or(() -> inside.stream().filter(other -> other.equalsIgnoreCase(String.join("/", parts))).findFirst());
    }

    private Optional<String> onDisk(List<String> parts) {
        var spelled = new ArrayList<String>();
        Path at = root;
        for (String part : parts) {
            Optional<String> entry = entry(at, part);
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            spelled.add(entry.get());
            at = at.resolve(entry.get());
        }
        return Optional.of(String.join("/", spelled));
    }

    /** The first by name of the entries of {@code folder} that differ from {@code wanted} by letter case at most. */
    private static Optional<String> entry(Path folder, String wanted) {
        try {
            if (Files.exists(folder.resolve(wanted))) {
                return Optional.of(wanted);
            }
        } catch (InvalidPathException unspeakable) {
            return Optional.empty();
        }
        Optional<String> best = Optional.empty();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            int seen = 0;
            for (Path entry : entries) {
                String its = entry.getFileName().toString();
                if (++seen > MOST_ENTRIES) {
                    return Optional.empty();
                }
                if (its.equalsIgnoreCase(wanted) && best.filter(before -> before.compareTo(its) < 0).isEmpty()) {
                    best = Optional.of(its);
                }
            }
            return best;
        } catch (IOException | java.nio.file.DirectoryIteratorException notReadable) {
            return Optional.empty();
        }
    }
}
