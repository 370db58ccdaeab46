package dev.lamplighter.http.packet;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Media types by file name: the short list that Go carries inside, so that no answer depends on the host's own tables. */
public final class MediaTypes {

    public static final String TEXT = "text/plain; charset=utf-8";
    public static final String HTML = "text/html; charset=utf-8";

    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry(".avif", "image/avif"),
            Map.entry(".css", "text/css; charset=utf-8"),
            Map.entry(".gif", "image/gif"),
            Map.entry(".htm", HTML),
            Map.entry(".html", HTML),
            Map.entry(".jpeg", "image/jpeg"),
            Map.entry(".jpg", "image/jpeg"),
            Map.entry(".js", "text/javascript; charset=utf-8"),
            Map.entry(".json", "application/json"),
            Map.entry(".mjs", "text/javascript; charset=utf-8"),
            Map.entry(".pdf", "application/pdf"),
            Map.entry(".png", "image/png"),
            Map.entry(".svg", "image/svg+xml"),
            Map.entry(".wasm", "application/wasm"),
            Map.entry(".webp", "image/webp"),
            Map.entry(".xml", "text/xml; charset=utf-8"));

    private MediaTypes() {}

    /** By what follows the last dot of {@code fileName}, in any letter case; empty where the content must tell. */
    public static Optional<String> ofName(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? Optional.empty() : Optional.ofNullable(BY_EXTENSION.get(fileName.substring(dot).toLowerCase(Locale.ROOT)));
    }
}
