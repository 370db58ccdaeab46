package dev.lamplighter.render.butane;

import dev.lamplighter.render.Place;
import dev.lamplighter.render.Severity;
import dev.lamplighter.render.ignition.Finding;
import dev.lamplighter.render.ignition.Origin;
import dev.lamplighter.render.ignition.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Collects the remarks about one document and finds their places in it. Paths are written like {@code storage.files.0.mode}. */
final class Report {

    private final Optional<YamlNode> root;
    private final String prefix;
    private final List<Entry> entries = new ArrayList<>();

    /**
     * @param prefix where the Ignition configuration stands in what comes out, such as {@code spec.config}; empty if it is all of it
     */
    Report(Optional<YamlNode> root, String prefix) {
        this.root = root;
        this.prefix = prefix;
    }

    void add(Severity severity, String path, String message) {
        Optional<Place> place = root.map(node -> nearest(node, path));
        entries.add(entry(severity, path, message, place.map(Place::line).orElse(0), place.map(Place::column).orElse(0)));
    }

    void add(Severity severity, String path, Place place, String message) {
        entries.add(entry(severity, path, message, place.line(), place.column()));
    }

    void error(String path, String message) {
        add(Severity.ERROR, path, message);
    }

    void warning(String path, String message) {
        add(Severity.WARNING, path, message);
    }

    /** A remark about a value of the document. */
    void error(Section source, String name, String message) {
        error(source.pathOf(name), message);
    }

    void warning(Section source, String name, String message) {
        warning(source.pathOf(name), message);
    }

    /** A remark about a value of the Ignition configuration, told of what it was made of. */
    void add(Finding finding) {
        add(finding.severity(), sourceOf(finding.origin(), finding.path()), finding.message());
    }

    /** An error at a value of the Ignition configuration, likewise. */
    void errorBehind(Section target, String name, String message) {
        error(sourceOf(target.origin(name), target.pathOf(name)), message);
    }

    void warningBehind(Section target, String name, String message) {
        warning(sourceOf(target.origin(name), target.pathOf(name)), message);
    }

    /** What was not made of anything in the document is named as a person would have written it. */
    private String sourceOf(Origin origin, String path) {
        return switch (origin) {
            case Origin.Source source -> source.path();
            case Origin.Unknown _, Origin.Offset _ ->
                    snake(prefix.isEmpty() ? path : prefix + (path.isEmpty() ? "" : "." + path));
        };
    }

    private static String snake(String path) {
        return path.replaceAll("(MiB|[A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    boolean hasError() {
        return entries.stream().anyMatch(entry -> entry.severity() == Severity.ERROR);
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    private static Entry entry(Severity severity, String path, String message, int line, int column) {
        return new Entry(severity, message, path.isEmpty() ? "" : "$." + path, line, column);
    }

    /** The place of a value, or of the innermost one around it that is there. */
    private static Place nearest(YamlNode root, String path) {
        YamlNode node = root;
        for (String name : path.isEmpty() ? new String[0] : path.split("\\.", -1)) {
            Optional<YamlNode> inner = switch (node) {
                case YamlNode.Mapping mapping -> mapping.pairs().reversed().stream().filter(pair -> YamlNode.name(pair.key()).equals(name))
                        .map(YamlNode.Pair::value).findFirst();
                case YamlNode.Sequence list -> name.matches("\\d{1,9}") && Integer.parseInt(name) < list.items().size()
                        ? Optional.of(list.items().get(Integer.parseInt(name))) : Optional.empty();
                case YamlNode.Scalar _, YamlNode.Alias _ -> Optional.empty();
            };
            if (inner.isEmpty()) {
                return node.place();
            }
            node = inner.get();
        }
        return node.place();
    }
}
