package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Mac;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a group file of Matchbox. {@code {}} and {@code null} are groups that take every machine. */
final class GroupFile {

    private String id = "";
    private String name = "";
    private String profile = "";
    private final Map<String, String> selector = new LinkedHashMap<>();
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final Map<String, Object> metadata = new LinkedHashMap<>();

    private GroupFile() {}

    static Parsed<Group> parse(Bytes text) {
        try {
            var json = new GoJson(text.toArray());
            var file = new GroupFile();
            if (!json.isNull()) {
                json.members("a group", key -> file.member(FoldedKey.of(key), json));
            }
            json.end();
            return new Parsed.Good<>(file.group(json));
        } catch (BadJson bad) {
            return new Parsed.Bad<>(bad.line(), bad.column(), bad.getMessage());
        }
    }

    /** Reads metadata alone: an object, or {@code null} for none. */
    static Map<String, Object> metadata(Bytes text) throws BadJson {
        var json = new GoJson(text.toArray());
        var file = new GroupFile();
        file.member("metadata", json);
        json.end();
        return file.metadata;
    }

    private void member(String key, GoJson json) throws BadJson {
        switch (key) {
            case "id" -> id = string(json, key, id);
            case "name" -> name = string(json, key, name);
            case "profile" -> profile = string(json, key, profile);
            case "selector" -> {
                if (json.isNull()) {
                    selector.clear();
                } else {
                    json.members("selector", label -> select(label, json));
                }
            }
            case "metadata" -> {
                if (json.isNull()) {
                    metadata.clear();
                } else {
                    json.members("metadata", entry -> metadata.put(entry, json.value()));
                }
            }
            default -> json.skip();
        }
    }

    private void select(String label, GoJson json) throws BadJson {
        places.put(label, json.place());
        selector.put(label, string(json, "selector " + label, ""));
    }

    /** A string, or {@code before} where there is {@code null}. */
    static String string(GoJson json, String what, String before) throws BadJson {
        return json.isNull() ? before : json.string(what);
    }

    /** The group, once the last value of every label is known. */
    private Group group(GoJson json) throws BadJson {
        for (Map.Entry<String, String> wanted : selector.entrySet()) {
            if (wanted.getKey().equalsIgnoreCase("mac")) {
                var mac = Mac.parse(wanted.getValue());
                if (mac.isEmpty()) {
                    throw json.badAt(places.get(wanted.getKey()), (wanted.getValue().isEmpty() ? "" : "address " + wanted.getValue() + ": ") + "invalid MAC address");
                }
                wanted.setValue(mac.get().toString());
            }
        }
        return new Group(id, name, profile, selector, metadata);
    }
}
