package dev.lamplighter.store.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.model.Bytes;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * YAML as nodes that know their places. Plain scalars mean what they mean in JSON ({@code true}, {@code null}, numbers), and text otherwise:
 * {@code no} and {@code 52:54:00:00:00:01} stay what was written. Anchors are refused, which bounds the work by the length of the text.
 */
final class YamlNodes {

    private static final int DEEPEST = 50;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    /** YAML that is not what it should be. Line and column count from 1, 0 where unknown. */
    static final class BadYaml extends Exception {

        private final int line;
        private final int column;

        BadYaml(Node at, String message) {
            this(at.getStartMark().getLine() + 1, at.getStartMark().getColumn() + 1, message);
        }

        private BadYaml(int line, int column, String message) {
            super(message);
            this.line = line;
            this.column = column;
        }

        int line() {
            return line;
        }

        int column() {
            return column;
        }
    }

    private YamlNodes() {}

    /** The one document of {@code text}; empty where there is none. */
    static Optional<Node> document(Bytes text) throws BadYaml {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEEPEST);
        options.setAllowDuplicateKeys(false);
        try {
            var reader = new InputStreamReader(new ByteArrayInputStream(text.toArray()), UTF_8);
            return Optional.ofNullable(new Yaml(options).compose(reader)).filter(node -> !isNull(node));
        } catch (MarkedYAMLException bad) {
            var mark = Optional.ofNullable(bad.getProblemMark());
            throw new BadYaml(mark.map(at -> at.getLine() + 1).orElse(0), mark.map(at -> at.getColumn() + 1).orElse(0),
                    String.valueOf(bad.getProblem()));
        } catch (YAMLException bad) {
            throw new BadYaml(0, 0, bad.getMessage());
        }
    }

    /** The members of a mapping, each key once; nothing for {@code null}. */
    static Map<String, Node> mapping(Node node, String what) throws BadYaml {
        var members = new LinkedHashMap<String, Node>();
        if (isNull(node)) {
            return members;
        }
        if (!(node instanceof MappingNode mapping)) {
            throw new BadYaml(node, what + " must be a mapping");
        }
        for (NodeTuple member : mapping.getValue()) {
            String key = text(member.getKeyNode(), "a key of " + what);
            if (members.put(key, checked(member.getValueNode())) != null) {
                throw new BadYaml(member.getKeyNode(), "the key " + key + " is there twice");
            }
        }
        return members;
    }

    private static Node checked(Node node) throws BadYaml {
        if (node.getAnchor() != null) {
            throw new BadYaml(node, "anchors and aliases are not read here");
        }
        return node;
    }

    /** A scalar as it was written; no text for {@code null}. */
    static String text(Node node, String what) throws BadYaml {
        if (!(checked(node) instanceof ScalarNode scalar)) {
            throw new BadYaml(node, what + " must be a text");
        }
        return isNull(node) ? "" : scalar.getValue();
    }

    /** A mapping as JSON values. */
    static Map<String, Object> object(Node node, String what) throws BadYaml {
        var object = new LinkedHashMap<String, Object>();
        for (var member : mapping(node, what).entrySet()) {
            object.put(member.getKey(), value(member.getValue(), what + "." + member.getKey()));
        }
        return object;
    }

    private static Object value(Node node, String what) throws BadYaml {
        return switch (checked(node)) {
            case MappingNode mapping -> object(mapping, what);
            case SequenceNode list -> {
                var elements = new ArrayList<Object>();
                for (Node element : list.getValue()) {
                    elements.add(value(element, what));
                }
                yield elements;
            }
            case ScalarNode scalar when scalar.isPlain() -> plain(scalar);
            case ScalarNode scalar -> scalar.getValue();
            default -> throw new BadYaml(node, what + " is nothing that JSON could say");
        };
    }

    private static Object plain(ScalarNode scalar) throws BadYaml {
        String text = scalar.getValue();
        if (isNull(scalar)) {
            return null;
        }
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        if (!NUMBER.matcher(text).matches()) {
            return text;
        }
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number)) {
            throw new BadYaml(scalar, "the number is too large");
        }
        return number;
    }

    private static boolean isNull(Node node) {
        return node instanceof ScalarNode scalar && scalar.isPlain()
                && (scalar.getValue().isEmpty() || scalar.getValue().equals("null") || scalar.getValue().equals("~"));
    }
}
