package dev.lamplighter.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which fields of an object changed, one line each: {@code profile: "install" -> "rescue"}. A group's metadata go into configs that may be bound
 * to their machine, so they may be secret: of them only the name and what happened is told. Everything else is in what everybody may read
 * ({@code /ipxe}), or names a machine.
 */
final class FieldChanges {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SECRET = "metadata";
    private static final List<String> SECRET_WORDS = List.of("password", "secret", "token");
    private static final String NONE = "none";
    private static final int MOST = 32;
    private static final int LONGEST = 200;

    private FieldChanges() {}

    /** Lines for people; none where the texts are no objects. */
    static List<String> between(Optional<String> before, Optional<String> after) {
        Optional<Map<String, JsonNode>> old = before.isEmpty() ? Optional.of(Map.of()) : fields(before.get());
        Optional<Map<String, JsonNode>> now = after.isEmpty() ? Optional.of(Map.of()) : fields(after.get());
        if (old.isEmpty() || now.isEmpty()) {
            return List.of();
        }
        Set<String> names = new LinkedHashSet<>(old.get().keySet());
        names.addAll(now.get().keySet());
        var lines = new ArrayList<String>();
        for (String name : names) {
            Optional<JsonNode> was = Optional.ofNullable(old.get().get(name));
            Optional<JsonNode> is = Optional.ofNullable(now.get().get(name));
            if (!was.equals(is)) {
                lines.addAll(told(name, was, is));
            }
        }
        return lines.size() <= MOST ? lines : bounded(lines);
    }

    private static List<String> bounded(List<String> lines) {
        var some = new ArrayList<>(lines.subList(0, MOST));
        some.add("and " + (lines.size() - MOST) + " more");
        return some;
    }

    private static Optional<Map<String, JsonNode>> fields(String object) {
        if (!object.startsWith("{")) {
            return Optional.empty();
        }
        try {
            var fields = new LinkedHashMap<String, JsonNode>();
            JSON.readTree(object).propertyStream().forEach(member -> {
                if (member.getValue().isObject()) {
                    member.getValue().propertyStream().forEach(inner -> fields.put(member.getKey() + "." + inner.getKey(), inner.getValue()));
                } else {
                    fields.put(member.getKey(), member.getValue());
                }
            });
            return Optional.of(fields);
        } catch (JacksonException none) {
            return Optional.empty();
        }
    }

    private static List<String> told(String name, Optional<JsonNode> was, Optional<JsonNode> is) {
        String field = RecordMaker.bounded(name, LONGEST);
        if (isSecret(name)) {
            return List.of(field + ": " + (was.isEmpty() ? "added" : is.isEmpty() ? "removed" : "changed"));
        }
        if (was.or(() -> is).orElseThrow().isArray() && is.or(() -> was).orElseThrow().isArray()) {
            return elements(field, was, is);
        }
        return List.of(field + ": " + value(was) + " -> " + value(is));
    }

    private static boolean isSecret(String name) {
        return name.equals(SECRET) || name.startsWith(SECRET + ".") || SECRET_WORDS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains);
    }

    /** What is within a value may be secret, too: a tree of settings is told as a whole, or not at all. */
    private static boolean holdsSecret(JsonNode node) {
        return node.isObject() ? node.propertyStream().anyMatch(member -> isSecret(member.getKey()) || holdsSecret(member.getValue()))
                : node.isArray() && node.valueStream().anyMatch(FieldChanges::holdsSecret);
    }

    private static String value(Optional<JsonNode> node) {
        return node.map(some -> holdsSecret(some) ? "(holds a secret)" : RecordMaker.bounded(some.toString(), LONGEST)).orElse(NONE);
    }

    /** What went and what came; the same elements in another order are told as such. */
    private static List<String> elements(String field, Optional<JsonNode> was, Optional<JsonNode> is) {
        List<JsonNode> gone = new ArrayList<>(was.map(FieldChanges::all).orElse(List.of()));
        List<JsonNode> come = new ArrayList<>(is.map(FieldChanges::all).orElse(List.of()));
        for (JsonNode old : List.copyOf(gone)) {
            if (come.remove(old)) {
                gone.remove(old);
            }
        }
        var lines = new ArrayList<String>();
        gone.forEach(node -> lines.add(field + ": - " + value(Optional.of(node))));
        come.forEach(node -> lines.add(field + ": + " + value(Optional.of(node))));
        return lines.isEmpty() ? List.of(field + ": in another order") : lines;
    }

    private static List<JsonNode> all(JsonNode array) {
        return array.valueStream().toList();
    }
}
