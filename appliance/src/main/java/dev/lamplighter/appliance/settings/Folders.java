package dev.lamplighter.appliance.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * The folders and files that settings name. What is missing or closed to us is the state of the world and not a mistake of form, so its
 * exit code is 1 wherever it was said. {@code canRead} says whether this user may list a folder and open what is in it.
 */
record Folders(Merged merged, Predicate<Path> canRead) {

    private static final int STATE_OF_THE_WORLD = 1;

    /** As the file system says. */
    static Folders of(Merged merged) {
        return new Folders(merged, folder -> Files.isReadable(folder) && Files.isExecutable(folder));
    }

    /**
     * A folder that was named must exist and be readable, as must those of {@code inside} that are in it. A default one may be missing, which
     * means an empty one.
     */
    Path folder(Key key, String... inside) throws SettingsException {
        Given given = merged.get(key);
        Path path = Values.path(given, key.path());
        if (!merged.isSet(key)) {
            return path;
        }
        if (given.text().isEmpty()) {
            throw SettingsException.at(given.origin(), key.path(), "there is no folder \"\": name one" + flag(key));
        }
        if (!Files.isDirectory(path)) {
            throw missing(key, "there is no folder \"" + path + "\": create it, or name another");
        }
        readable(key, path);
        for (String name : List.of(inside)) {
            if (Files.isDirectory(path.resolve(name))) {
                readable(key, path.resolve(name));
            }
        }
        return path;
    }

    /** A file that must be there and readable, named or not. */
    Path file(Key key) throws SettingsException {
        Given given = merged.get(key);
        Path path = Values.path(given, key.path());
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw missing(key, "there is no readable file \"" + given.text() + "\": create it, or name another");
        }
        return path;
    }

    private void readable(Key key, Path folder) throws SettingsException {
        if (!canRead.test(folder)) {
            throw missing(key, "the folder \"" + folder + "\" cannot be read by this user: give it the rights (chmod o+rx), or name another");
        }
    }

    private SettingsException missing(Key key, String what) {
        return SettingsException.at(merged.get(key).origin(), key.path(), what + flag(key), STATE_OF_THE_WORLD);
    }

    private static String flag(Key key) {
        return key.matchboxFlag().map(flag -> " (-" + flag + ")").orElse("");
    }
}
