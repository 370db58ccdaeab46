package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Profile;
import dev.lamplighter.model.event.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Content of files as an audit tells it: short and on one line. */
final class AuditText {

    private static final int LONGEST = 16 << 10;

    private AuditText() {}

    /** The object as JSON, or its size and digest where that is long. */
    static String of(GoJsonWriter.Fields object) {
        String text = GoJsonWriter.compact(object);
        return text.length() <= LONGEST ? text : of(Bytes.utf8(text));
    }

    static String of(Group group) {
        return of(ObjectText.of(group));
    }

    static String of(Profile profile) {
        return of(ObjectText.of(profile));
    }

    /** Patterns stand where the selector has values. */
    static String of(OwnGroup group) {
        var selector = new TreeMap<String, String>(group.group().selector());
        group.patterns().forEach((label, pattern) -> selector.put(label, pattern.toString()));
        Group told = group.group();
        return of(new Group(told.id(), told.name(), told.profile(), selector, told.metadata()));
    }

    static String of(Machine machine) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("macs", texts(List.copyOf(machine.macs())));
        machine.uuid().ifPresent(uuid -> fields.put("uuid", uuid.toString()));
        machine.serial().ifPresent(serial -> fields.put("serial", serial));
        machine.hostname().ifPresent(name -> fields.put("hostname", name));
        if (!machine.addresses().isEmpty()) {
            fields.put("addresses", texts(machine.addresses()));
        }
        if (!machine.labels().values().isEmpty()) {
            fields.put("labels", machine.labels().values());
        }
        fields.put("boot", machine.boot().key());
        machine.secure().ifPresent(secure -> fields.put("secure", secure));
        machine.file().ifPresent(file -> fields.put("file", file));
        return of(new GoJsonWriter.Fields(fields));
    }

    private static List<String> texts(List<?> values) {
        return values.stream().map(String::valueOf).toList();
    }

    /** {@code 12 bytes, sha256:…}. */
    static String of(Bytes content) {
        return content.length() + " bytes, sha256:" + Mark.of(content).sha256();
    }

    /** A content whose digest is known; none of what cannot be read. */
    static Version version(String told, Mark mark) {
        return new Version(told, mark.equals(Mark.NONE) ? Optional.empty() : Optional.of(mark.sha256()));
    }
}
