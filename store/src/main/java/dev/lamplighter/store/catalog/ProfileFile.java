package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Profile;
import dev.lamplighter.model.Profile.NetBoot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a profile file of Matchbox; {@code ipxe_id} and {@code grub_id} are ours. It must have an id, whatever it is. */
final class ProfileFile {

    /** Where the id stands, or the document's start where there is none. */
    private int idPlace;

    private String id = "";
    private String name = "";
    private String ignitionId = "";
    private String cloudId = "";
    private String genericId = "";
    private String ipxeId = "";
    private String grubId = "";
    private Optional<Boot> boot = Optional.empty();

    /** The boot section; a second one adds to the first. */
    private static final class Boot {
        String kernel = "";
        List<String> initrd = new ArrayList<>();
        List<String> args = new ArrayList<>();

        void member(String key, GoJson json) throws BadJson {
            switch (key) {
                case "kernel" -> kernel = GroupFile.string(json, "boot kernel", kernel);
                case "initrd" -> initrd = list(json, "boot initrd", initrd);
                case "args" -> args = list(json, "boot args", args);
                default -> json.skip();
            }
        }
    }

    private ProfileFile(int start) {
        this.idPlace = start;
    }

    static Parsed<Profile> parse(Bytes text) {
        try {
            var json = new GoJson(text.toArray());
            var file = new ProfileFile(json.place());
            if (!json.isNull()) {
                json.members("a profile", key -> file.member(FoldedKey.of(key), json));
            }
            json.end();
            return new Parsed.Good<>(file.profile(json));
        } catch (BadJson bad) {
            return new Parsed.Bad<>(bad.line(), bad.column(), bad.getMessage());
        }
    }

    private void member(String key, GoJson json) throws BadJson {
        switch (key) {
            case "id" -> {
                idPlace = json.place();
                id = GroupFile.string(json, key, id);
            }
            case "name" -> name = GroupFile.string(json, key, name);
            case "ignition_id" -> ignitionId = GroupFile.string(json, key, ignitionId);
            case "cloud_id" -> cloudId = GroupFile.string(json, key, cloudId);
            case "generic_id" -> genericId = GroupFile.string(json, key, genericId);
            case "ipxe_id" -> ipxeId = GroupFile.string(json, key, ipxeId);
            case "grub_id" -> grubId = GroupFile.string(json, key, grubId);
            case "boot" -> {
                if (json.isNull()) {
                    boot = Optional.empty();
                } else {
                    var section = boot.orElseGet(Boot::new);
                    json.members("boot", part -> section.member(FoldedKey.of(part), json));
                    boot = Optional.of(section);
                }
            }
            default -> json.skip();
        }
    }

    /** A list of strings. As in Go, {@code null} in the place of an element keeps what an earlier list had there. */
    private static List<String> list(GoJson json, String what, List<String> before) throws BadJson {
        var list = new ArrayList<String>();
        if (!json.isNull()) {
            json.elements(what, index -> list.add(GroupFile.string(json, "each of " + what, index < before.size() ? before.get(index) : "")));
        }
        return list;
    }

    private Profile profile(GoJson json) throws BadJson {
        if (id.isEmpty()) {
            throw json.badAt(idPlace, "a profile needs an id that is not empty");
        }
        return new Profile(id, name, ignitionId, cloudId, genericId,
                boot.map(section -> new NetBoot(section.kernel, section.initrd, section.args)), ipxeId, grubId);
    }
}
