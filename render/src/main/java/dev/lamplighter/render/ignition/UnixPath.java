package dev.lamplighter.render.ignition;

import java.util.ArrayDeque;
import java.util.Optional;

/** Paths of the machine that is configured. */
public final class UnixPath {

    private UnixPath() {}

    /** Why a path cannot be used; empty if it is absolute and in its shortest form. */
    static Optional<String> problem(String path) {
        if (path.isEmpty()) {
            return Optional.of("path not specified");
        }
        if (!path.startsWith("/")) {
            return Optional.of("path not absolute");
        }
        return clean(path).equals(path) ? Optional.empty() : Optional.of("path is not fully simplified");
    }

    /** The shortest path that means the same, as Go's {@code path.Clean} has it. */
    public static String clean(String path) {
        boolean rooted = path.startsWith("/");
        var names = new ArrayDeque<String>();
        for (String name : path.split("/", -1)) {
            if (name.equals("..") && !names.isEmpty() && !names.getLast().equals("..")) {
                names.removeLast();
            } else if (!name.isEmpty() && !name.equals(".") && !(name.equals("..") && rooted)) {
                names.addLast(name);
            }
        }
        String joined = String.join("/", names);
        return rooted ? "/" + joined : joined.isEmpty() ? "." : joined;
    }
}
