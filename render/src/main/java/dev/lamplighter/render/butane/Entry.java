package dev.lamplighter.render.butane;

import dev.lamplighter.render.Severity;

/**
 * One remark about a document.
 *
 * @param path such as {@code $.storage.files.0.mode}; empty for the whole document
 * @param line from 1; 0 if there is no place for it
 * @param column from 1, in characters; 0 if there is no place for it
 */
public record Entry(Severity severity, String message, String path, int line, int column) {

    /** As {@code butane --raw-errors} prints it. */
    @Override
    public String toString() {
        String place = line == 0 ? "" : "line " + line + " col " + column;
        String at = path.isEmpty() || place.isEmpty() ? path + place : path + ", " + place;
        return severity + (at.isEmpty() ? "" : " at " + at) + ": " + message;
    }
}
