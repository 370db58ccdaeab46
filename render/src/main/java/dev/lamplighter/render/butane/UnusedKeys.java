package dev.lamplighter.render.butane;

import dev.lamplighter.render.Severity;
import dev.lamplighter.render.butane.YamlNode.Mapping;
import dev.lamplighter.render.butane.YamlNode.Pair;
import dev.lamplighter.render.butane.YamlNode.Sequence;
import dev.lamplighter.render.ignition.Schema;
import java.util.List;
import java.util.Optional;

/** Warns of keys that a dialect does not know. What an alias stands for is looked at where it is written, not where it is used. */
final class UnusedKeys {

    private static final String MISMATCH = ". Line and column reporting may be inconsistent. Unused keys may not be reported";

    private final int minor;
    private final Report report;

    private UnusedKeys(int minor, Report report) {
        this.minor = minor;
        this.report = report;
    }

    static void report(YamlNode root, Schema schema, int minor, Report report) {
        new UnusedKeys(minor, report).object(schema, root, "");
    }

    private void object(Schema schema, YamlNode node, String path) {
        if (!(node instanceof Mapping mapping)) {
            report.add(Severity.WARNING, path, "context tree does not match content tree at $" + (path.isEmpty() ? "" : "." + path) + MISMATCH);
            return;
        }
        for (Pair pair : mapping.pairs()) {
            String name = YamlNode.name(pair.key());
            Optional<Schema.Field> field = schema.exactly(name, minor);
            if (field.isEmpty()) {
                report.add(Severity.WARNING, below(path, name), pair.key().place(), "unused key " + name);
            } else {
                value(field.get(), pair.value(), below(path, name));
            }
        }
    }

    private void value(Schema.Field field, YamlNode node, String path) {
        switch (field.type()) {
            case Schema.Type.Part part -> {
                boolean pointer = minor < field.optionalSince();
                if (!(pointer && node.isNull()) && !part.schema().equals(Schema.ANY_TEXT)) {
                    object(part.schema(), node, path);
                }
            }
            case Schema.Type.Parts parts -> {
                List<YamlNode> items = node instanceof Sequence list ? list.items() : List.of();
                // The translation leaves null out and looks at as many items as are left, from the first on.
                long used = items.stream().filter(item -> !item.isNull()).count();
                for (int i = 0; i < used; i++) {
                    object(parts.schema(), items.get(i), below(path, Integer.toString(i)));
                }
            }
            case Schema.Type.Text _, Schema.Type.Whole _, Schema.Type.Flag _, Schema.Type.Texts _ -> {
                // Nothing in them has a key.
            }
        }
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
