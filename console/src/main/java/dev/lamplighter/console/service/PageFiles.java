package dev.lamplighter.console.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.console.service.Page.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The console's page: a handful of files that come with the program, read once. */
final class PageFiles {

    private static final String FOLDER = "/dev/lamplighter/console/page/";
    private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8", "css", "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, Document> byPath = new LinkedHashMap<>();

    PageFiles(String... names) {
        for (String name : names) {
            byPath.put("/" + name, read(name));
        }
        byPath.put("/", byPath.get("/index.html"));
    }

    Optional<Document> find(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    private static Document read(String name) {
        try (var file = PageFiles.class.getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                throw new IllegalStateException("the console lacks its file " + name);
            }
            return new Document(200, TYPES.get(name.substring(name.lastIndexOf('.') + 1)), new String(file.readAllBytes(), UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException("the console's file " + name + " cannot be read", broken);
        }
    }
}
