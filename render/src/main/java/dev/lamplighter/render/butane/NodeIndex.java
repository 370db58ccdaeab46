package dev.lamplighter.render.butane;

import dev.lamplighter.render.ignition.Origin;
import dev.lamplighter.render.ignition.Section;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files, directories and links of a configuration by their paths. */
final class NodeIndex {

    private static final List<String> KINDS = List.of("files", "directories", "links");

    private final Section storage;
    private final Map<String, Map<String, Section>> kinds = new HashMap<>();

    NodeIndex(Section storage) {
        this.storage = storage;
        for (String kind : KINDS) {
            Map<String, Section> nodes = new HashMap<>();
            storage.parts(kind).forEach(node -> nodes.put(node.textOrEmpty("path"), node));
            kinds.put(kind, nodes);
        }
    }

    Optional<Section> find(String kind, String path) {
        return Optional.ofNullable(kinds.get(kind).get(path));
    }

    boolean exists(String path) {
        return KINDS.stream().anyMatch(kind -> find(kind, path).isPresent());
    }

    Section add(String kind, String path, Origin origin) {
        Section node = storage.add(kind, origin).put("path", path, origin);
        kinds.get(kind).put(path, node);
        return node;
    }
}
