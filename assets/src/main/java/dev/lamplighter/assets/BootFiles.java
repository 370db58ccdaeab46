package dev.lamplighter.assets;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Boot files by the names that firmware sends: the operator's folder first, then those inside. Leading slashes are dropped, a backslash
 * separates as a slash does, and letter case counts. May wait for the disk, so it is not for event loops.
 */
public final class BootFiles implements FileSource {

    /** The reason's code where there simply is no such file. */
    public static final String MISSING = "boot-file-missing";

    private static final int LONGEST_NAME = 1024;

    private final Optional<BelowRoot> folder;
    private final BundledFiles inside;

    /** {@code root} is the operator's folder; it may be missing, which then holds nothing. */
    public BootFiles(Optional<Path> root, BundledFiles inside) {
        this.folder = root.map(path -> new BelowRoot(path, false));
        this.inside = inside;
    }

    @Override
    public Located find(String name) {
        if (name.length() > LONGEST_NAME || name.indexOf('\0') >= 0) {
            return absent("boot-file-name-refused", "the name is longer than " + LONGEST_NAME + " characters or holds a NUL");
        }
        var names = new ArrayList<String>();
        for (String part : name.replace('\\', '/').split("/", -1)) {
            switch (part) {
                case "", "." -> {}
                case ".." -> {
                    if (names.isEmpty()) {
                        return absent("boot-file-outside", quoted(name) + " leads outside the folder of boot files");
                    }
                    names.removeLast();
                }
                default -> names.add(part);
            }
        }
        if (names.isEmpty()) {
            return absent("boot-file-folder", quoted(name) + " is the folder of boot files itself: ask for a file in it");
        }
        return folder.map(root -> inFolder(root, names)).orElseGet(() -> inside(names));
    }

    private Located inFolder(BelowRoot root, List<String> names) {
        return switch (root.find(names)) {
            case BelowRoot.Found.File(Path path) -> new Located.OnDisk(path);
            case BelowRoot.Found.Folder(Path path) -> absent("boot-file-folder", path + " is a folder: ask for a file in it");
            case BelowRoot.Found.Special(Path path) -> absent("boot-file-special", path + " is neither a file nor a folder");
            case BelowRoot.Found.LinkOutside(Path path) ->
                    absent("boot-file-link-outside", path + " is reached by a symbolic link that leads outside " + root.root() + ": copy the file there instead");
            case BelowRoot.Found.Unreadable(Path path, String why) -> absent("boot-file-unreadable", path + " cannot be read: " + why);
            case BelowRoot.Found.Nothing() -> inside(names);
        };
    }

    private Located inside(List<String> names) {
        String name = String.join("/", names);
        Optional<Bytes> content = inside.content(name);
        return content.isPresent() ? new Located.Inside(name, content.get()) : absent(MISSING, missing(name));
    }

    private String missing(String name) {
        String has = inside.list().stream().map(BundledFile::name).collect(Collectors.joining(", "));
        return "there is no boot file " + quoted(name) + ": "
                + folder.map(root -> "put it into " + root.root()).orElse("set tftp.root to a folder that holds it")
                + (has.isEmpty() ? "" : " (inside are " + has + ")");
    }

    private static Located absent(String code, String sentence) {
        return new Located.Absent(new Reason(code, sentence));
    }

    private static String quoted(String name) {
        return "`" + (name.length() <= 100 ? name : name.substring(0, 100) + "…") + "`";
    }
}
