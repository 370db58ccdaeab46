package dev.lamplighter.boot;

import dev.lamplighter.render.gotemplate.GoText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.Comparator;
import tools.jackson.databind.JsonNode;

/** The data folder of a recorded case, and the steps that change it. */
record CaseFolder(Path root) {

    void fillFrom(Path data) throws IOException {
        Files.createDirectories(root);
        if (!Files.isDirectory(data)) {
            return;
        }
        try (var all = Files.walk(data)) {
            for (Path from : (Iterable<Path>) all::iterator) {
                Path to = root.resolve(data.relativize(from).toString());
                if (Files.isDirectory(from)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    void apply(JsonNode steps) throws IOException {
        if (steps.isArray()) {
            for (JsonNode step : steps) {
                apply(step);
            }
            return;
        }
        if (steps.has("mkdir")) {
            Files.createDirectories(path(steps, "mkdir"));
        } else if (steps.has("write")) {
            Files.createDirectories(path(steps, "write").getParent());
            Files.write(path(steps, "write"), content(steps));
        } else if (steps.has("remove")) {
            remove(path(steps, "remove"));
        } else if (steps.has("rename")) {
            Files.move(path(steps, "rename"), path(steps, "to"), StandardCopyOption.ATOMIC_MOVE);
        } else if (steps.has("symlink")) {
            Files.createDirectories(path(steps, "symlink").getParent());
            Files.createSymbolicLink(path(steps, "symlink"), Path.of(steps.get("to").stringValue()));
        } else if (steps.has("chmod")) {
            path(steps, "chmod").toFile().setReadable(false, false);
        } else {
            throw new IllegalArgumentException("no such step: " + steps);
        }
    }

    private Path path(JsonNode step, String key) {
        return root.resolve(step.get(key).stringValue());
    }

    private static byte[] content(JsonNode step) {
        if (step.has("base64")) {
            return Base64.getDecoder().decode(step.get("base64").stringValue());
        }
        if (step.has("json")) {
            return GoText.toBytes(step.get("json").toString());
        }
        return step.has("size") ? new byte[step.get("size").intValue()] : GoText.toBytes(step.get("content").stringValue());
    }

    private static void remove(Path path) throws IOException {
        try (var all = Files.walk(path)) {
            all.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        }
    }
}
