package dev.lamplighter.appliance.settings;

import dev.lamplighter.appliance.settings.Origin.InFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads a YAML file into a {@link Tree}: bounded in size, depth and number of nodes. */
final class YamlTree {

    private static final long MAX_BYTES = 4L << 20;
    private static final int MAX_DEPTH = 20;
    private static final int MAX_NODES = 100_000;

    private final String file;
    private int nodes;

    private YamlTree(String file) {
        this.file = file;
    }

    /** The document in {@code path}; empty for a file without one. */
    static Optional<Tree> read(Path path) throws SettingsException {
        String file = path.toString();
        String text;
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw new SettingsException(file + ": is larger than 4 MiB, so it is hardly a configuration: name another with --config", 2);
            }
            text = Files.readString(path);
        } catch (IOException e) {
            throw new SettingsException(file + ": cannot be read (" + e + "): check the path of --config and the file's permissions", 1);
        }
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            return root == null ? Optional.empty() : Optional.of(new YamlTree(file).tree(root, 0));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            String at = mark == null ? file : file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
            throw new SettingsException(at + ": not YAML: " + e.getProblem() + (e.getContext() == null ? "" : " " + e.getContext()), 2);
        } catch (org.yaml.snakeyaml.error.YAMLException e) {
            throw new SettingsException(file + ": not YAML: " + e.getMessage(), 2);
        }
    }

    private Tree tree(Node node, int depth) throws SettingsException {
        InFile at = at(node);
        if (depth > MAX_DEPTH || ++nodes > MAX_NODES) {
            throw new SettingsException(at.where() + ": nested or repeated too often", 2);
        }
        return switch (node) {
            case ScalarNode scalar -> new Tree.Leaf(scalar.getValue(), scalar.getTag().equals(Tag.NULL), at);
            case SequenceNode sequence -> {
                List<Tree> items = new ArrayList<>();
                for (Node item : sequence.getValue()) {
                    items.add(tree(item, depth + 1));
                }
                yield new Tree.Items(items, at);
            }
            case MappingNode mapping -> fields(mapping, at, depth);
            default -> throw new SettingsException(at.where() + ": not a value", 2);
        };
    }

    private Tree fields(MappingNode mapping, InFile at, int depth) throws SettingsException {
        Map<String, Tree.Field> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            InFile keyAt = at(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new SettingsException(keyAt.where() + ": a key must be a single word", 2);
            }
            String name = key.getValue();
            var before = fields.put(name, new Tree.Field(name, keyAt, tree(tuple.getValueNode(), depth + 1)));
            if (before != null) {
                throw new SettingsException(keyAt.where() + ": " + name + " is said twice; the first is in line " + before.at().line() + ": keep one", 2);
            }
        }
        return new Tree.Fields(fields, at);
    }

    private InFile at(Node node) {
        Mark mark = node.getStartMark();
        return new InFile(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
