package dev.lamplighter.appliance.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One section of a list in the file, with none but the known keys; {@code origin} is where it begins. */
record Section(Map<String, Tree.Field> all, Origin origin) {

    /** The section {@code what}. */
    static Section of(Tree tree, String what, Set<String> known) throws SettingsException {
        if (!(tree instanceof Tree.Fields fields)) {
            throw SettingsException.at(tree.origin(), what, "expected `key: value` lines, found " + tree.described());
        }
        for (Tree.Field field : fields.all().values()) {
            if (!known.contains(field.name())) {
                throw new SettingsException(field.at().where() + ": unknown key " + field.name() + " in " + what
                        + Meant.among(field.name(), known.stream().sorted()), 2);
            }
        }
        return new Section(fields.all(), fields.origin());
    }

    /** The sections of the list {@code what}. */
    static List<Section> listed(Tree tree, String what, Set<String> known) throws SettingsException {
        if (!(tree instanceof Tree.Items items)) {
            throw SettingsException.at(tree.origin(), what, "expected a list (lines that begin with `- `), found " + tree.described());
        }
        List<Section> all = new ArrayList<>();
        for (Tree item : items.all()) {
            all.add(of(item, what, known));
        }
        return all;
    }

    Optional<Tree> tree(String name) {
        return Optional.ofNullable(all.get(name)).map(Tree.Field::value).filter(value -> !(value instanceof Tree.Leaf leaf && leaf.nothing()));
    }

    Optional<Given> given(String name) throws SettingsException {
        Optional<Tree> value = tree(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof Tree.Leaf leaf) {
            return Optional.of(new Given(leaf.text(), leaf.origin()));
        }
        throw SettingsException.at(value.get().origin(), name, "expected a single value, found " + value.get().described());
    }

    Optional<Given> list(String name) throws SettingsException {
        if (tree(name).isPresent() && tree(name).get() instanceof Tree.Items items) {
            List<String> texts = new ArrayList<>();
            for (Tree item : items.all()) {
                if (!(item instanceof Tree.Leaf leaf)) {
                    throw SettingsException.at(item.origin(), name, "expected a single value, found " + item.described());
                }
                texts.add(leaf.text());
            }
            return Optional.of(new Given(String.join(",", texts), items.origin()));
        }
        return given(name);
    }
}
