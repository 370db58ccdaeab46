package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Group;
import dev.lamplighter.model.Profile;
import dev.lamplighter.model.Profile.NetBoot;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Groups and profiles as Matchbox writes them: its keys in its order, empty fields left out, an empty boot section kept. */
final class ObjectText {

    private ObjectText() {}

    static GoJsonWriter.Fields of(Group group) {
        var fields = new Members();
        fields.put("id", group.id());
        fields.put("name", group.name());
        fields.put("profile", group.profile());
        fields.put("selector", group.selector());
        fields.put("metadata", group.metadata());
        return fields.done();
    }

    static GoJsonWriter.Fields of(Profile profile) {
        var fields = new Members();
        fields.put("id", profile.id());
        fields.put("name", profile.name());
        fields.put("ignition_id", profile.ignitionId());
        fields.put("cloud_id", profile.cloudId());
        profile.boot().ifPresent(boot -> fields.all.put("boot", of(boot)));
        fields.put("generic_id", profile.genericId());
        fields.put("ipxe_id", profile.ipxeId());
        fields.put("grub_id", profile.grubId());
        return fields.done();
    }

    private static GoJsonWriter.Fields of(NetBoot boot) {
        var fields = new Members();
        fields.put("kernel", boot.kernel());
        fields.put("initrd", boot.initrd());
        fields.put("args", boot.args());
        return fields.done();
    }

    private static final class Members {
        final LinkedHashMap<String, Object> all = new LinkedHashMap<>();

        void put(String key, Object value) {
            boolean empty = switch (value) {
                case String text -> text.isEmpty();
                case Map<?, ?> map -> map.isEmpty();
                case Collection<?> list -> list.isEmpty();
                default -> false;
            };
            if (!empty) {
                all.put(key, value);
            }
        }

        GoJsonWriter.Fields done() {
            return new GoJsonWriter.Fields(all);
        }
    }
}
