package dev.lamplighter.http.packet;

import java.util.ArrayDeque;

/** The shortest path that means the same: no empty segment, no {@code .} and no {@code ..}; escapes count as ordinary characters. */
public final class CleanPath {

    private CleanPath() {}

    /** Begins with a slash always, and ends with one where {@code path} does. {@code ..} at the root goes nowhere. */
    public static String of(String path) {
        var kept = new ArrayDeque<String>();
        int start = 0;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            String segment = path.substring(start, end);
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.addLast(segment);
            }
            start = end + 1;
        }
        String joined = "/" + String.join("/", kept);
        return path.endsWith("/") && !kept.isEmpty() ? joined + "/" : joined;
    }
}
