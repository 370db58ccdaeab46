package dev.lamplighter.store.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.StoreException.Kind;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Names of files below the data folder. A name is joined to its folder and cleaned as an absolute path, so it never leaves the data folder.
 * Where groups and profiles name other files, it may reach a sibling folder, as with Matchbox; where a caller manages a file, it may not.
 */
final class DataName {

    /** What the temporary files of writes begin and end with; no template may be called so. */
    static final String TEMPORARY = ".lamplighter-";
    static final String TEMPORARY_END = ".tmp";

    private static final int LONGEST_PART = 255;
    private static final int LONGEST_PATH = 4000;

    private DataName() {}

    /** The file of a profile: {@code /profiles/NAME.json}, cleaned; empty for a name with NUL. */
    static Optional<String> profile(String name) {
        return name.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(clean("profiles/" + name + ".json"));
    }

    static Optional<String> template(TemplateKind kind, String name) {
        return name.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(clean(kind.folder() + "/" + name));
    }

    /**
     * The file that a caller manages: {@code /FOLDER/NAME}, cleaned, always below its folder. {@code where} begins the message as Matchbox's
     * do: {@code open PATH}.
     */
    static String managed(String folder, String name, String where) throws StoreException {
        if (name.indexOf('\0') >= 0) {
            throw new StoreException(Kind.BAD_NAME, "invalid character in file path");
        }
        String file = clean(folder + "/" + name);
        for (String part : name.split("/", -1)) {
            if (part.equals("..")) {
                throw new StoreException(Kind.BAD_NAME, where + "/" + folder + "/" + name + ": a name may not lead through ..");
            }
            if (part.length() > LONGEST_PART || part.getBytes(UTF_8).length > LONGEST_PART) {
                throw new StoreException(Kind.BAD_NAME, where + file + ": file name too long");
            }
        }
        if (file.length() > LONGEST_PATH) {
            throw new StoreException(Kind.BAD_NAME, where + file + ": file name too long");
        }
        if (file.equals("/" + folder)) {
            throw new StoreException(Kind.BAD_NAME, where + file + ": is a directory");
        }
        String last = file.substring(file.lastIndexOf('/') + 1);
        if (last.startsWith(TEMPORARY) && last.endsWith(TEMPORARY_END)) {
            throw new StoreException(Kind.BAD_NAME, where + file + ": names like this are kept for files that are being written");
        }
        return file;
    }

    private static String clean(String path) {
        var parts = new ArrayDeque<String>();
        for (String part : path.split("/", -1)) {
            switch (part) {
                case "", "." -> { }
                case ".." -> parts.pollLast();
                default -> parts.addLast(part);
            }
        }
        return "/" + String.join("/", parts);
    }
}
