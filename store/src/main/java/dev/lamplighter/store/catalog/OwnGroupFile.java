package dev.lamplighter.store.catalog;

import static java.util.Locale.ROOT;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Mac;
import dev.lamplighter.store.catalog.YamlNodes.BadYaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads a group file of our own: Matchbox's keys in YAML. A selector's value is a text, a list of which one is wanted, {@code {prefix: rack7-}}
 * or {@code {glob: 'node-*'}}. An unknown key is an error, since nothing else reads these files.
 */
final class OwnGroupFile {

    /** How many combinations of values the lists of one group may make. */
    private static final int MOST_COMBINATIONS = 1024;

    private String id = "";
    private String name = "";
    private String profile = "";
    private final Map<String, String> selector = new TreeMap<>();
    private final Map<String, LabelPattern> patterns = new TreeMap<>();
    private Map<String, Object> metadata = Map.of();

    private OwnGroupFile() {}

    /** The group's file name is not known here, and is empty in what is returned. */
    static Parsed<OwnGroup> parse(Bytes text) {
        try {
            var file = new OwnGroupFile();
            var root = YamlNodes.document(text);
            if (root.isPresent()) {
                for (var entry : YamlNodes.mapping(root.get(), "a group").entrySet()) {
                    file.member(entry.getKey(), entry.getValue());
                }
                file.countCombinations(root.get());
            }
            return new Parsed.Good<>(new OwnGroup("", new Group(file.id, file.name, file.profile, file.selector, file.metadata), file.patterns));
        } catch (BadYaml bad) {
            return new Parsed.Bad<>(bad.line(), bad.column(), bad.getMessage());
        }
    }

    private void member(String key, Node value) throws BadYaml {
        switch (key) {
            case "id" -> id = YamlNodes.text(value, key);
            case "name" -> name = YamlNodes.text(value, key);
            case "profile" -> profile = YamlNodes.text(value, key);
            case "selector" -> {
                for (var wanted : YamlNodes.mapping(value, key).entrySet()) {
                    select(wanted.getKey(), wanted.getValue());
                }
            }
            case "metadata" -> metadata = YamlNodes.object(value, key);
            default -> throw new BadYaml(value, "a group has no key " + key + " (it has id, name, profile, selector and metadata)");
        }
    }

    private void select(String label, Node value) throws BadYaml {
        switch (value) {
            case SequenceNode list -> {
                var values = new ArrayList<String>();
                for (Node element : list.getValue()) {
                    values.add(exact(label, element));
                }
                if (values.isEmpty()) {
                    throw new BadYaml(value, "selector " + label + " is an empty list, which no machine could match");
                }
                patterns.put(label, new LabelPattern.OneOf(values));
            }
            case MappingNode pattern -> patterns.put(label, pattern(label, pattern));
            default -> selector.put(label, exact(label, value));
        }
    }

    private static LabelPattern pattern(String label, MappingNode node) throws BadYaml {
        var keys = YamlNodes.mapping(node, "selector " + label);
        if (keys.size() == 1) {
            var entry = keys.entrySet().iterator().next();
            String text = start(label, YamlNodes.text(entry.getValue(), "selector " + label));
            if (text.isEmpty()) {
                throw new BadYaml(entry.getValue(), "selector " + label + ": an empty " + entry.getKey() + " says nothing; leave the selector out");
            }
            switch (entry.getKey()) {
                case "prefix" -> {
                    return new LabelPattern.Prefix(text);
                }
                case "glob" -> {
                    return new LabelPattern.Glob(text);
                }
                default -> { }
            }
        }
        throw new BadYaml(node, "selector " + label + " must be a text, a list, {prefix: text} or {glob: text}");
    }

    private static boolean isMac(String label) {
        return label.equalsIgnoreCase("mac");
    }

    /** A part of a hardware address is written as machines say it. */
    private static String start(String label, String text) {
        return isMac(label) ? text.toLowerCase(ROOT).replace('-', ':') : text;
    }

    private static String exact(String label, Node value) throws BadYaml {
        if (!(value instanceof ScalarNode)) {
            throw new BadYaml(value, "selector " + label + " must be a text, a list of texts, {prefix: text} or {glob: text}");
        }
        String text = YamlNodes.text(value, "selector " + label);
        if (!isMac(label)) {
            return text;
        }
        return Mac.parse(text).map(Mac::toString)
                .orElseThrow(() -> new BadYaml(value, (text.isEmpty() ? "" : "address " + text + ": ") + "invalid MAC address"));
    }

    private void countCombinations(Node root) throws BadYaml {
        long combinations = 1;
        for (LabelPattern pattern : patterns.values()) {
            combinations *= pattern instanceof LabelPattern.OneOf(List<String> values) ? values.size() : 1;
            if (combinations > MOST_COMBINATIONS) {
                throw new BadYaml(root, "the lists of this selector make more than " + MOST_COMBINATIONS
                        + " combinations; say it in several groups, or with a prefix or a glob");
            }
        }
    }
}
