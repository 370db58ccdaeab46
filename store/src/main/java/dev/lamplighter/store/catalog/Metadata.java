package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.store.StoreException;
import java.util.Map;

/** A group's metadata as text, which is how gRPC carries it. */
public final class Metadata {

    private Metadata() {}

    /** Reads a JSON object as Go does, numbers as {@code Double}; {@code null} and no text at all are empty metadata. */
    public static Map<String, Object> parse(Bytes text) throws StoreException {
        if (text.isEmpty()) {
            return Map.of();
        }
        try {
            return GroupFile.metadata(text);
        } catch (BadJson bad) {
            throw new StoreException(StoreException.Kind.BAD_OBJECT,
                    "metadata, line " + bad.line() + ", column " + bad.column() + ": " + bad.getMessage());
        }
    }

    /** Compact JSON with sorted keys; no text at all for empty metadata. */
    public static String text(Map<String, Object> metadata) {
        return metadata.isEmpty() ? "" : GoJsonWriter.compact(metadata);
    }
}
