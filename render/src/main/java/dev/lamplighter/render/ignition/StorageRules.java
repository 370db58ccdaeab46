package dev.lamplighter.render.ignition;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What must be true of the section {@code storage}. */
final class StorageRules {

    private static final Set<String> FORMATS = Set.of("ext4", "btrfs", "xfs", "swap", "vfat");
    private static final Set<String> LEVELS = Set.of("raid1", "1", "mirror", "raid4", "4", "raid5", "5", "raid6", "6", "raid10", "10");
    private static final Set<String> LEVELS_WITHOUT_SPARES = Set.of("linear", "raid0", "0", "stripe");

    private final ResourceRules resources;
    private final int minor;

    StorageRules(ResourceRules resources, int minor) {
        this.resources = resources;
        this.minor = minor;
    }

    void check(Section storage) throws Invalid {
        nodes(storage);
        for (Section link : storage.parts("links")) {
            link(storage, link);
        }
        for (Section disk : storage.parts("disks")) {
            DiskRules.check(disk);
        }
        ConfigRules.distinct(storage, "disks", disk -> disk.textOrEmpty("device"));
        for (Section filesystem : storage.parts("filesystems")) {
            filesystem(filesystem);
        }
        ConfigRules.distinct(storage, "filesystems", filesystem -> filesystem.textOrEmpty("device"));
        for (Section luks : storage.parts("luks")) {
            LuksRules.check(luks, resources, minor);
        }
        ConfigRules.distinct(storage, "luks", luks -> luks.textOrEmpty("name"));
        for (Section raid : storage.parts("raid")) {
            raid(raid);
        }
        ConfigRules.distinct(storage, "raid", raid -> raid.textOrEmpty("name"));
    }

    /** Files, directories and links, which share one tree of paths. */
    private void nodes(Section storage) throws Invalid {
        Set<String> paths = new HashSet<>();
        for (String kind : List.of("directories", "files", "links")) {
            for (Section node : storage.parts(kind)) {
                node(storage, node);
            }
            ConfigRules.distinct(storage.parts(kind), node -> node.textOrEmpty("path"), paths);
        }
        for (Section file : storage.parts("files")) {
            resources.check(file.part("contents"));
            for (Section append : file.parts("append")) {
                resources.check(append);
            }
            if (file.isTrue("overwrite") && !file.part("contents").has("source")) {
                throw file.invalid("overwrite", "needs contents with a source");
            }
        }
    }

    private void node(Section storage, Section node) throws Invalid {
        checkPath(node, "path");
        for (String owner : List.of("user", "group")) {
            Section section = node.part(owner);
            if (section.has("id") && !section.textOrEmpty("name").isEmpty()) {
                throw node.invalid(owner, "has both an id and a name");
            }
        }
        OptionalLong mode = node.whole("mode");
        if (mode.isPresent() && (mode.getAsLong() < 0 || mode.getAsLong() > 07777)) {
            throw node.invalid("mode", "must be from 0 to 4095 (octal 7777); JSON numbers are decimal");
        }
        for (Section link : storage.parts("links")) {
            if (node.textOrEmpty("path").startsWith(link.textOrEmpty("path") + "/")) {
                throw node.invalid("path", "goes through the link " + link.textOrEmpty("path"));
            }
        }
    }

    private void link(Section storage, Section link) throws Invalid {
        String target = link.textOrEmpty("target");
        if (target.isEmpty() && minor >= 3) {
            throw link.invalid("target", "is required");
        }
        if (link.isTrue("hard")) {
            String cleaned = UnixPath.clean(target);
            String absolute = cleaned.startsWith("/") ? cleaned : UnixPath.clean(link.textOrEmpty("path") + "/" + target);
            for (Section directory : storage.parts("directories")) {
                if (directory.textOrEmpty("path").equals(absolute)) {
                    throw link.invalid("target", "a hard link to a directory");
                }
            }
        }
    }

    private void filesystem(Section filesystem) throws Invalid {
        if (!filesystem.textOrEmpty("path").isEmpty()) {
            checkPath(filesystem, "path");
        }
        checkPath(filesystem, "device");
        String format = filesystem.textOrEmpty("format");
        if (format.isEmpty()) {
            boolean others = !filesystem.textOrEmpty("path").isEmpty() || !filesystem.textOrEmpty("label").isEmpty()
                    || !filesystem.textOrEmpty("uuid").isEmpty() || filesystem.isTrue("wipeFilesystem")
                    || !filesystem.texts("mountOptions").isEmpty() || !filesystem.texts("options").isEmpty();
            if (others) {
                throw filesystem.invalid("format", "is required if anything but the device is given");
            }
        } else if (!FORMATS.contains(format) && !(format.equals("none") && minor >= 3)) {
            throw filesystem.invalid("format", "must be ext4, btrfs, xfs, swap, vfat or, since 3.3.0, none");
        }
        int longest = switch (format) {
            case "ext4" -> 16;
            case "btrfs" -> 256;
            case "xfs" -> 12;
            case "swap" -> 15;
            case "vfat" -> 11;
            default -> Integer.MAX_VALUE;
        };
        checkLength(filesystem, "label", longest);
    }

    private static void raid(Section raid) throws Invalid {
        String level = raid.textOrEmpty("level");
        if (LEVELS_WITHOUT_SPARES.contains(level)) {
            if (raid.whole("spares").orElse(0) != 0) {
                throw raid.invalid("spares", "level " + level + " has no spares");
            }
        } else if (!LEVELS.contains(level)) {
            throw raid.invalid("level", level.isEmpty() ? "is required" : "there is no level " + level);
        }
        if (raid.texts("devices").isEmpty()) {
            throw raid.invalid("devices", "are required");
        }
        for (String device : raid.texts("devices")) {
            Optional<String> problem = UnixPath.problem(device);
            if (problem.isPresent()) {
                throw raid.invalid("devices", problem.get());
            }
        }
        ConfigRules.distinct(raid, List.of("devices"));
    }

    /** An absolute path in its shortest form. */
    static void checkPath(Section section, String name) throws Invalid {
        Optional<String> problem = UnixPath.problem(section.textOrEmpty(name));
        if (problem.isPresent()) {
            throw section.invalid(name, problem.get());
        }
    }

    /** At most so many bytes of UTF-8. */
    static void checkLength(Section section, String name, int longest) throws Invalid {
        if (section.textOrEmpty(name).getBytes(java.nio.charset.StandardCharsets.UTF_8).length > longest) {
            throw section.invalid(name, "is longer than " + longest + " bytes");
        }
    }
}
