package dev.lamplighter.audit;

import dev.lamplighter.model.event.Stamp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Puts a record together, member by member. Texts are bounded; what is empty is left out. */
final class RecordMaker {

    private static final int LONGEST = 1024;

    private final LinkedHashMap<String, Object> members = new LinkedHashMap<>();

    RecordMaker(String kind, Stamp stamp) {
        members.put("schema", 1L);
        members.put("kind", kind);
        members.put("time", stamp.wall().toString());
        members.put("instance", stamp.instance());
        members.put("seq", stamp.sequence());
    }

    RecordMaker put(String name, String value) {
        if (!value.isEmpty()) {
            members.put(name, bounded(value, LONGEST));
        }
        return this;
    }

    RecordMaker put(String name, Optional<String> value) {
        return put(name, value.orElse(""));
    }

    RecordMaker put(String name, OptionalLong value) {
        value.ifPresent(number -> members.put(name, number));
        return this;
    }

    RecordMaker put(String name, List<String> values) {
        if (!values.isEmpty()) {
            members.put(name, List.copyOf(values));
        }
        return this;
    }

    AuditRecord made() {
        return new AuditRecord(members);
    }

    static String bounded(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
