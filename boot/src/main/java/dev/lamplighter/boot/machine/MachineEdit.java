package dev.lamplighter.boot.machine;

import dev.lamplighter.model.Machine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to be declared anew of a machine: keys of its file with their values as text, of which a list replaces the one before and an empty one
 * takes the key away; and labels that are set or go.
 */
public record MachineEdit(Map<String, List<String>> keys, Map<String, String> labels, Set<String> unlabelled) {

    /** Keys that say the same, of which a file has one. */
    private static final Map<String, String> SINGULAR = Map.of("macs", "mac", "addresses", "address");

    public boolean isEmpty() {
        return keys.isEmpty() && labels.isEmpty() && unlabelled.isEmpty();
    }

    /** The keys of the file that change, with their new values: texts, lists and maps; an empty text where a key goes. */
    Map<String, Object> changes(Machine before) {
        var changes = new LinkedHashMap<String, Object>();
        keys.forEach((key, values) -> {
            var given = values.stream().filter(value -> !value.isEmpty()).toList();
            String singular = SINGULAR.getOrDefault(key, key);
            if (!singular.equals(key)) {
                changes.put(given.size() > 1 ? singular : key, "");
            }
            changes.put(given.size() > 1 ? key : singular, given.size() > 1 ? given : given.isEmpty() ? "" : given.getFirst());
        });
        if (!labels.isEmpty() || !unlabelled.isEmpty()) {
            var all = new LinkedHashMap<>(before.labels().values());
            all.keySet().removeAll(unlabelled);
            all.putAll(labels);
            changes.put("labels", all.isEmpty() ? "" : all);
        }
        return changes;
    }
}
