package dev.lamplighter.cli.remote;

import static java.util.stream.Collectors.joining;

import dev.lamplighter.cli.Arguments;
import dev.lamplighter.cli.UsageException;
import dev.lamplighter.model.Bytes;
import java.io.PrintStream;
import java.util.List;

/** How objects are printed. */
public enum Output {
    TABLE, JSON, YAML;

    public static Output of(Arguments arguments) throws UsageException {
        return switch (arguments.oneOf("output", "table", "json", "yaml")) {
            case "json" -> JSON;
            case "yaml" -> YAML;
            default -> TABLE;
        };
    }

    /** What was found of {@code names}, for programs: an object for one name, otherwise a list. */
    void print(Looking.Found found, List<String> names, PrintStream out) {
        boolean single = names.size() == 1;
        if (found.count() > 0 || !single) {
            out.print(document(found.shown().json(), single));
        }
    }

    /** JSON documents as one document: the only one, where {@code single}, else a list of them. */
    public String document(List<Bytes> objects, boolean single) {
        String json = single ? objects.getFirst().text()
                : objects.isEmpty() ? "[]"
                : objects.stream().map(object -> "\t" + object.text().replace("\n", "\n\t")).collect(joining(",\n", "[\n", "\n]"));
        return switch (this) {
            case TABLE, JSON -> json + "\n";
            case YAML -> YamlText.of(json);
        };
    }
}
