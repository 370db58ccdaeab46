package dev.lamplighter.render.ignition;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must be true of the section {@code storage}. */
final class StorageRules {

    /** Formats, and how many bytes a label of each can have. */
    private static final Map<String, Integer> FORMATS = Map.of("ext4", 16, "btrfs", 256, "xfs", 12, "swap", 15, "vfat", 11);

    private static final Set<String> LEVELS = Set.of("raid1", "1", "mirror", "raid4", "4", "raid5", "5", "raid6", "6", "raid10", "10");
    private static final Set<String> LEVELS_WITHOUT_SPARES = Set.of("linear", "raid0", "0", "stripe");

    private final ConfigRules config;
    private final ResourceRules resources;
    private final int minor;
    private final Findings findings;

    StorageRules(ConfigRules config, ResourceRules resources, int minor, Findings findings) {
        this.config = config;
        this.resources = resources;
        this.minor = minor;
        this.findings = findings;
    }

    void check(Section storage) {
        new NodeRules(resources, minor, findings).check(storage);
        Set<String> paths = new HashSet<>();
        for (String kind : List.of("directories", "files", "links")) {
            config.distinct(storage, kind, node -> node.textOrEmpty("path"), paths);
        }
        var disks = new DiskRules(config, findings);
        storage.parts("disks").forEach(disks::check);
        config.distinct(storage, "disks", disk -> disk.textOrEmpty("device"));
        storage.parts("filesystems").forEach(this::filesystem);
        config.distinct(storage, "filesystems", filesystem -> filesystem.textOrEmpty("device"));
        var luks = new LuksRules(config, resources, minor, findings);
        storage.parts("luks").forEach(luks::check);
        config.distinct(storage, "luks", volume -> volume.textOrEmpty("name"));
        storage.parts("raid").forEach(this::raid);
        config.distinct(storage, "raid", raid -> raid.textOrEmpty("name"));
    }

    private void filesystem(Section filesystem) {
        String path = filesystem.textOrEmpty("path");
        String format = filesystem.textOrEmpty("format");
        String label = filesystem.textOrEmpty("label");
        findings.error(filesystem, "path", path.isEmpty() ? Optional.empty() : UnixPath.problem(path));
        findings.error(filesystem, "device", UnixPath.problem(filesystem.textOrEmpty("device")));
        boolean others = !path.isEmpty() || !label.isEmpty() || !filesystem.textOrEmpty("uuid").isEmpty() || filesystem.isTrue("wipeFilesystem")
                || !filesystem.texts("mountOptions").isEmpty() || !filesystem.texts("options").isEmpty();
        if (format.isEmpty() && others) {
            findings.error(filesystem, "format",
                    "format cannot be empty when path, label, uuid, wipeFilesystem, options, or mountOptions is specified");
        } else if (!format.isEmpty() && !FORMATS.containsKey(format) && !(format.equals("none") && minor >= 3)) {
            findings.error(filesystem, "format", "invalid filesystem format");
        }
        int longest = FORMATS.getOrDefault(format, Integer.MAX_VALUE);
        if (!label.isEmpty() && format.isEmpty()) {
            findings.error(filesystem, "label", "filesystem must specify format if label is specified");
        } else if (label.getBytes(UTF_8).length > longest) {
            findings.error(filesystem, "label", "filesystem labels cannot be longer than " + longest + " characters when using " + format);
        }
    }

    private void raid(Section raid) {
        String level = raid.textOrEmpty("level");
        if (level.isEmpty() && minor >= 3) {
            findings.error(raid, "level", "raid level is required");
        } else if (LEVELS_WITHOUT_SPARES.contains(level)) {
            if (raid.whole("spares").orElse(0) != 0) {
                findings.error(raid, "level", "spares unsupported for linear and raid0 arrays");
            }
        } else if (!LEVELS.contains(level)) {
            findings.error(raid, "level", "unrecognized raid level");
        }
        List<String> devices = raid.texts("devices");
        if (devices.isEmpty()) {
            findings.error(raid, "devices", "raid devices required");
        }
        for (int i = 0; i < devices.size(); i++) {
            findings.error(raid, "devices." + i, UnixPath.problem(devices.get(i)));
        }
        config.distinct(raid, List.of("devices"));
    }
}
