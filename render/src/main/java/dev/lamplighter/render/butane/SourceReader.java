package dev.lamplighter.render.butane;

import dev.lamplighter.render.butane.YamlNode.Mapping;
import dev.lamplighter.render.butane.YamlNode.Pair;
import dev.lamplighter.render.butane.YamlNode.Scalar;
import dev.lamplighter.render.butane.YamlNode.Sequence;
import dev.lamplighter.render.ignition.Origin;
import dev.lamplighter.render.ignition.Schema;
import dev.lamplighter.render.ignition.Section;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Brings a YAML tree into the shape of a schema; a scalar is read as what its field holds. Unknown names are left out. */
final class SourceReader {

    private static final String MERGE = "<<";
    private static final int SHOWN = 10;

    private final int minor;
    private final ButaneLimits limits;
    private final List<String> problems = new ArrayList<>();
    private int nodes;
    private long text;

    private SourceReader(int minor, ButaneLimits limits) {
        this.minor = minor;
        this.limits = limits;
    }

    /**
     * Reads a document.
     *
     * @param minor fields that came after it are unknown
     */
    static Section read(Schema schema, Optional<YamlNode> root, int minor, ButaneLimits limits) throws YamlProblem {
        var reader = new SourceReader(minor, limits);
        var section = new Section(schema, "", Origin.UNKNOWN);
        if (root.isPresent()) {
            reader.into(section, root.get());
        }
        if (!reader.problems.isEmpty()) {
            throw YamlProblem.ofTypes(reader.problems);
        }
        return section;
    }

    private void into(Section section, YamlNode node) throws YamlProblem {
        count();
        switch (node.resolved()) {
            case Mapping mapping -> mapping(section, mapping);
            case YamlNode other when other.isNull() -> {
                // It was not given.
            }
            case YamlNode other -> wrong(other, "a mapping");
        }
    }

    private void mapping(Section section, Mapping mapping) throws YamlProblem {
        checkUnique(mapping);
        Set<String> done = new HashSet<>();
        fields(section, mapping, done);
        merges(section, mapping, done, 0);
    }

    private void fields(Section section, Mapping mapping, Set<String> done) throws YamlProblem {
        var own = new ArrayList<String>();
        for (Pair pair : mapping.pairs()) {
            count();
            if (!(pair.key().resolved() instanceof Scalar)) {
                wrong(pair.key().resolved(), "string");
            }
            String name = YamlNode.name(pair.key());
            if (!name.equals(MERGE) && !done.contains(name)) {
                own.add(name);
                Optional<Schema.Field> field = section.schema().exactly(name, minor);
                if (field.isPresent()) {
                    value(section, field.get(), pair.value());
                }
            }
        }
        done.addAll(own);
    }

    /** What comes from elsewhere by {@code <<} fills in what the mapping itself does not say. */
    private void merges(Section section, Mapping mapping, Set<String> done, int depth) throws YamlProblem {
        if (depth > limits.depth()) {
            throw new YamlProblem("exceeded max depth of " + limits.depth());
        }
        for (Pair pair : mapping.pairs()) {
            if (YamlNode.name(pair.key()).equals(MERGE)) {
                YamlNode value = pair.value().resolved();
                for (YamlNode each : value instanceof Sequence list ? list.items() : List.of(value)) {
                    count();
                    if (!(each.resolved() instanceof Mapping merged)) {
                        throw new YamlProblem("map merge requires map or sequence of maps as the value");
                    }
                    fields(section, merged, done);
                    merges(section, merged, done, depth + 1);
                }
            }
        }
    }

    private void checkUnique(Mapping mapping) {
        Map<String, Integer> lines = new HashMap<>();
        for (Pair pair : mapping.pairs()) {
            if (pair.key().resolved() instanceof Scalar key) {
                Integer line = lines.putIfAbsent(key.text(), key.place().line());
                if (line != null) {
                    problems.add("line " + key.place().line() + ": mapping key \"" + key.text() + "\" already defined at line " + line);
                }
            }
        }
    }

    private void value(Section section, Schema.Field field, YamlNode node) throws YamlProblem {
        String name = field.name();
        switch (field.type()) {
            case Schema.Type.Text _ -> text(node).ifPresent(value -> section.put(name, value, Origin.UNKNOWN));
            case Schema.Type.Whole _ -> whole(node).ifPresent(value -> section.put(name, value, Origin.UNKNOWN));
            case Schema.Type.Flag _ -> flag(node).ifPresent(value -> section.put(name, value, Origin.UNKNOWN));
            case Schema.Type.Texts _ -> texts(section, name, node);
            case Schema.Type.Part _ -> {
                if (!node.isNull()) {
                    into(section.open(name, Origin.UNKNOWN), node);
                }
            }
            case Schema.Type.Parts _ -> {
                for (YamlNode item : items(section, name, node)) {
                    into(section.add(name, Origin.UNKNOWN), item);
                }
            }
        }
    }

    private void texts(Section section, String name, YamlNode node) throws YamlProblem {
        for (YamlNode item : items(section, name, node)) {
            section.addText(name, text(item).orElse(""), Origin.UNKNOWN);
        }
    }

    /** The items of a list; those that are null are left out, so that the next ones move up. */
    private List<YamlNode> items(Section section, String name, YamlNode node) throws YamlProblem {
        count();
        if (node.isNull()) {
            return List.of();
        }
        if (node.resolved() instanceof Sequence list) {
            section.put(name, new ArrayList<>(), Origin.UNKNOWN);
            return list.items().stream().filter(item -> !item.isNull()).toList();
        }
        wrong(node.resolved(), "a list");
        return List.of();
    }

    private Optional<String> text(YamlNode node) throws YamlProblem {
        count();
        if (!(node.resolved() instanceof Scalar scalar)) {
            wrong(node.resolved(), "string");
            return Optional.empty();
        }
        text += scalar.text().length();
        if (text > limits.text()) {
            throw new YamlProblem("document contains excessive aliasing");
        }
        return switch (ScalarType.of(scalar)) {
            case NULL -> Optional.empty();
            case BINARY -> Optional.of(binary(scalar));
            case BOOL, INT, FLOAT, TEXT -> Optional.of(scalar.text());
        };
    }

    private String binary(Scalar scalar) throws YamlProblem {
        try {
            return RawText.of(Base64.getDecoder().decode(scalar.text().replaceAll("\\s", "")));
        } catch (IllegalArgumentException e) {
            throw new YamlProblem("!!binary value contains invalid base64 data");
        }
    }

    private Optional<Long> whole(YamlNode node) throws YamlProblem {
        count();
        if (node.resolved() instanceof Scalar scalar && !node.isNull()) {
            var value = ScalarType.whole(scalar);
            if (value.isPresent()) {
                return Optional.of(value.getAsLong());
            }
        }
        if (!node.isNull()) {
            wrong(node.resolved(), "int");
        }
        return Optional.empty();
    }

    private Optional<Boolean> flag(YamlNode node) throws YamlProblem {
        count();
        Optional<Boolean> value = node.resolved() instanceof Scalar scalar ? ScalarType.flag(scalar) : Optional.empty();
        if (value.isEmpty() && !node.isNull()) {
            wrong(node.resolved(), "bool");
        }
        return value;
    }

    private void wrong(YamlNode got, String wanted) {
        String what = switch (got) {
            case Mapping _ -> "!!map";
            case Sequence _ -> "!!seq";
            case Scalar scalar -> ScalarType.of(scalar).tag() + " `" + shown(scalar.text()) + "`";
            case YamlNode.Alias _ -> "an alias";
        };
        problems.add("line " + got.place().line() + ": cannot unmarshal " + what + " into " + wanted);
    }

    private static String shown(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN - 3) + "..." : text;
    }

    private void count() throws YamlProblem {
        nodes++;
        if (nodes > limits.nodes()) {
            throw new YamlProblem("document contains excessive aliasing");
        }
    }
}
