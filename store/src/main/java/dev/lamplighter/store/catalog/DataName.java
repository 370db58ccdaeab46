package dev.lamplighter.store.catalog;

import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Names of files below the data folder, as groups and profiles write them. A name is joined to its folder and cleaned as an absolute path,
 * so it may reach a sibling folder but never leaves the data folder. A name with NUL is none.
 */
final class DataName {

    private DataName() {}

    /** The file of a profile: {@code /profiles/NAME.json}, cleaned. */
    static Optional<String> profile(String name) {
        return clean("profiles/" + name + ".json");
    }

    static Optional<String> template(TemplateKind kind, String name) {
        return clean(kind.folder() + "/" + name);
    }

    private static Optional<String> clean(String path) {
        if (path.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        var parts = new ArrayDeque<String>();
        for (String part : path.split("/", -1)) {
            switch (part) {
                case "", "." -> { }
                case ".." -> parts.pollLast();
                default -> parts.addLast(part);
            }
        }
        return Optional.of("/" + String.join("/", parts));
    }
}
