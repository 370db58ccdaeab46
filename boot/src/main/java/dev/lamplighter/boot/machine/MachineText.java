package dev.lamplighter.boot.machine;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.store.catalog.CatalogFile;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Changes keys in the text of a machine file. In YAML everything else stays as it was written, comments too. */
final class MachineText {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9._/-]*");
    private static final Pattern WORDS = Pattern.compile("(?i)true|false|yes|no|on|off|null|y|n");

    private MachineText() {}

    /** The text of a file {@code file} after {@code changes}; the text before must say a machine, or be empty. An empty text takes a key away. */
    static Bytes changed(String file, Bytes before, Map<String, Object> changes) {
        return Bytes.utf8(file.endsWith(".json") ? json(before.text(), changes) : yaml(before.text(), changes));
    }

    private static String json(String before, Map<String, Object> changes) {
        var all = new LinkedHashMap<String, Object>();
        Object parsed = new Yaml(new SafeConstructor(new LoaderOptions())).load(before.replace('\t', ' '));
        if (parsed instanceof Map<?, ?> members) {
            members.forEach((key, value) -> all.put(String.valueOf(key), value));
        }
        changes.forEach((key, value) -> {
            if (value.equals("")) {
                all.remove(key);
            } else {
                all.put(key, key.equals("secure") ? Boolean.valueOf(value.toString()) : value);
            }
        });
        return CatalogFile.text(all).text();
    }

    private static String yaml(String before, Map<String, Object> changes) {
        var left = new LinkedHashMap<>(changes);
        var lines = new ArrayList<>(before.lines().toList());
        Node root = new Yaml().compose(new StringReader(before));
        if (root instanceof MappingNode mapping && mapping.getFlowStyle() == FlowStyle.BLOCK) {
            replace(lines, mapping, left);
        } else if (root instanceof MappingNode mapping) {
            lines.clear();
            lines.addAll(opened(mapping));
            replace(lines, (MappingNode) new Yaml().compose(new StringReader(String.join("\n", lines))), left);
        }
        left.forEach((key, value) -> {
            if (!value.equals("")) {
                lines.addAll(lines(key, value));
            }
        });
        return String.join("\n", lines) + "\n";
    }

    /** A mapping in braces as lines. */
    private static List<String> opened(MappingNode root) {
        var lines = new ArrayList<String>();
        for (NodeTuple member : root.getValue()) {
            lines.addAll(lines(((ScalarNode) member.getKeyNode()).getValue(), value(member.getValueNode())));
        }
        return lines;
    }

    private static Object value(Node node) {
        return switch (node) {
            case ScalarNode scalar -> scalar.getValue();
            case MappingNode mapping -> {
                var values = new LinkedHashMap<String, Object>();
                mapping.getValue().forEach(member -> values.put(((ScalarNode) member.getKeyNode()).getValue(), value(member.getValueNode())));
                yield values;
            }
            case CollectionNode<?> list -> list.getValue().stream().map(element -> value((Node) element)).toList();
            default -> "";
        };
    }

    /** Puts new lines in the place of those of keys that change, from the last to the first, so that places stay true. */
    private static void replace(List<String> lines, MappingNode root, Map<String, Object> changes) {
        var done = new HashMap<>(changes);
        for (NodeTuple member : root.getValue().reversed()) {
            String key = ((ScalarNode) member.getKeyNode()).getValue();
            if (done.containsKey(key)) {
                int first = member.getKeyNode().getStartMark().getLine();
                var old = lines.subList(first, end(lines, first, member.getValueNode()));
                old.clear();
                if (!done.get(key).equals("")) {
                    old.addAll(lines(key, done.get(key)));
                }
                changes.remove(key);
            }
        }
    }

    /** The line after the value, which may end before the first character of that line; comments and blank lines after a block belong to what follows. */
    private static int end(List<String> lines, int first, Node value) {
        boolean block = value instanceof CollectionNode<?> collection && collection.getFlowStyle() == FlowStyle.BLOCK;
        boolean before = value.getEndMark().getColumn() == 0;
        int end = value.getEndMark().getLine() + (before ? 0 : 1);
        end = Math.clamp(end, first + 1, lines.size());
        while (block && end > first + 1 && (lines.get(end - 1).isBlank() || lines.get(end - 1).stripLeading().startsWith("#"))) {
            end--;
        }
        return end;
    }

    private static List<String> lines(String key, Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var lines = new ArrayList<>(List.of(key + ":"));
                map.forEach((name, text) -> lines.add("  " + scalar(String.valueOf(name)) + ": " + scalar(String.valueOf(text))));
                yield lines;
            }
            case List<?> list -> {
                var lines = new ArrayList<>(List.of(key + ":"));
                list.forEach(text -> lines.add("  - " + scalar(String.valueOf(text))));
                yield lines;
            }
            default -> List.of(key + ": " + (key.equals("secure") ? value : scalar(value.toString())));
        };
    }

    /** Quoted unless every reader of YAML takes it for the same text. */
    private static String scalar(String text) {
        if (PLAIN.matcher(text).matches() && !WORDS.matcher(text).matches()) {
            return text;
        }
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + "\"";
    }
}
