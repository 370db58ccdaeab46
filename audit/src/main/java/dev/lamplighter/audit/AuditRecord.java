package dev.lamplighter.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of the audit: flat members in their order, each a text, a whole number or a list of texts. {@code schema} is 1; {@code kind} is
 * {@code change}, {@code read}, {@code refusal}, {@code left-out} or {@code lost}. What a record does not have is left out.
 */
public record AuditRecord(SequencedMap<String, Object> members) {

    /** A line that is longer is no record. */
    static final int LONGEST_LINE = 64 << 10;

    private static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    public AuditRecord {
        members = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
    }

    /** What the line says; empty where it is no record: a write that a crash has torn. */
    public static Optional<AuditRecord> parse(String line) {
        if (line.length() > LONGEST_LINE) {
            return Optional.empty();
        }
        try {
            JsonNode node = JSON.readTree(line);
            if (!node.isObject() || !node.path("schema").isIntegralNumber() || !node.path("kind").isString()) {
                return Optional.empty();
            }
            var members = new LinkedHashMap<String, Object>();
            node.propertyStream().forEach(member -> value(member.getValue()).ifPresent(value -> members.put(member.getKey(), value)));
            return Optional.of(new AuditRecord(members));
        } catch (JacksonException torn) {
            return Optional.empty();
        }
    }

    private static Optional<Object> value(JsonNode node) {
        if (node.isIntegralNumber()) {
            return Optional.of(node.asLong());
        }
        if (node.isString()) {
            return Optional.of(node.asString());
        }
        if (node.isArray()) {
            var texts = new ArrayList<String>();
            node.forEach(each -> texts.add(each.asString("")));
            return Optional.of(List.copyOf(texts));
        }
        return Optional.empty();
    }

    /** The record as one line of printable ASCII (RFC 8259), without the line's end. */
    public String line() {
        return JSON.writeValueAsString(members).replace("\u007f", "\\u007f");
    }

    /** The member as text; empty where there is none. */
    public String text(String name) {
        return switch (members.get(name)) {
            case null -> "";
            case List<?> list -> String.join("; ", list.stream().map(String::valueOf).toList());
            case Object value -> String.valueOf(value);
        };
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    public String kind() {
        return text("kind");
    }

    /** The same record with some members more, or others. */
    public AuditRecord with(Map<String, Object> more) {
        var all = new LinkedHashMap<>(members);
        all.putAll(more);
        return new AuditRecord(all);
    }

    /** The same record without a member. */
    public AuditRecord without(String name) {
        var all = new LinkedHashMap<>(members);
        all.remove(name);
        return new AuditRecord(all);
    }
}
