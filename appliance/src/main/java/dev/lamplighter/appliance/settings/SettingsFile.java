package dev.lamplighter.appliance.settings;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** What the configuration file says: flat settings as text, the others as trees. Every key in it is a known one. */
record SettingsFile(Map<Key, Given> flat, Map<Key, Tree> trees) {

    static final SettingsFile NONE = new SettingsFile(Map.of(), Map.of());

    static SettingsFile read(Path path) throws SettingsException {
        Optional<Tree> document = YamlTree.read(path);
        if (document.isEmpty()) {
            return NONE;
        }
        if (!(document.get() instanceof Tree.Fields fields)) {
            throw new SettingsException(document.get().origin().where() + ": expected `key: value` lines, found " + document.get().described(), 2);
        }
        var file = new SettingsFile(new HashMap<>(), new LinkedHashMap<>());
        file.take("", fields);
        return file;
    }

    private void take(String prefix, Tree.Fields fields) throws SettingsException {
        for (Tree.Field field : fields.all().values()) {
            String path = prefix + field.name();
            Optional<Key> key = Keys.byPath(path);
            if (key.isPresent()) {
                put(key.get(), field.value());
            } else if (Keys.ALL.stream().anyMatch(known -> known.path().startsWith(path + "."))) {
                if (field.value() instanceof Tree.Fields section) {
                    take(path + ".", section);
                } else if (!(field.value() instanceof Tree.Leaf leaf && leaf.nothing())) {
                    throw new SettingsException(field.at().where() + ": " + path + " is a section: put its keys below it, indented; found "
                            + field.value().described(), 2);
                }
            } else {
                throw new SettingsException(field.at().where() + ": unknown key " + path + Meant.among(path, Keys.ALL.stream().map(Key::path)), 2);
            }
        }
    }

    private void put(Key key, Tree value) throws SettingsException {
        if (value instanceof Tree.Leaf leaf && leaf.nothing()) {
            return;
        }
        switch (key.shape()) {
            case MAP, SEGMENTS -> trees.put(key, value);
            case TEXT, BOOLEAN -> flat.put(key, new Given(scalar(key, value), value.origin()));
            case LIST, NAMES -> {
                if (value instanceof Tree.Items items) {
                    var joined = new StringJoiner(key.shape() == Key.Shape.NAMES ? ";" : ",");
                    for (Tree item : items.all()) {
                        joined.add(scalar(key, item));
                    }
                    flat.put(key, new Given(joined.toString(), value.origin()));
                } else {
                    flat.put(key, new Given(scalar(key, value), value.origin()));
                }
            }
        }
    }

    private static String scalar(Key key, Tree value) throws SettingsException {
        if (value instanceof Tree.Leaf leaf) {
            return leaf.text();
        }
        throw SettingsException.at(value.origin(), key.path(), "expected a single value, found " + value.described());
    }
}
