package dev.lamplighter.render.butane;

import dev.lamplighter.render.ignition.Origin;
import dev.lamplighter.render.ignition.Section;
import dev.lamplighter.render.ignition.Specification;
import java.util.List;
import java.util.Optional;

/** Lays the boot disk out anew: mirrored, encrypted, or both. Sizes and types are those of the image that CoreOS ships. */
final class BootDeviceSugar {

    private static final Origin ROOT = new Origin.Source("boot_device");
    private static final Origin MIRROR = new Origin.Source("boot_device.mirror");
    private static final Origin LUKS = new Origin.Source("boot_device.luks");

    private static final String BY_LABEL = "/dev/disk/by-partlabel/";

    /** A kind of partition that firmware looks for: its size in MiB and its type. */
    private enum Firmware {
        RESERVED("reserved", 1, "8DA63339-0007-60C0-C436-083AC8230908"),
        BIOS("bios", 1, "21686148-6449-6E6F-744E-656564454649"),
        PREP("prep", 4, "9E1A2D38-C612-4316-AA26-8B49521E5A8B"),
        ESP("esp", 127, "C12A7328-F81F-11D2-BA4B-00A0C93EC93B");

        private final String label;
        private final long size;
        private final String type;

        Firmware(String label, long size, String type) {
            this.label = label;
            this.size = size;
            this.type = type;
        }
    }

    private static final long BOOT_SIZE = 384;

    private final Section boot;
    private final int minor;
    private final Section config = new Section(Specification.CONFIG, "", ROOT);
    private final Section storage = config.open("storage", ROOT);

    private BootDeviceSugar(Section boot, int minor) {
        this.boot = boot;
        this.minor = minor;
    }

    /** A configuration with nothing but the boot disk; empty if nothing is wanted of it. */
    static Optional<Section> of(Section boot, int minor) {
        var sugar = new BootDeviceSugar(boot, minor);
        List<String> devices = boot.part("mirror").texts("devices");
        Section luks = boot.part("luks");
        boolean encrypted = luks.isTrue("tpm2") || !luks.parts("tang").isEmpty() || isSealed(luks);
        if (devices.isEmpty() && !encrypted) {
            return Optional.empty();
        }
        if (!devices.isEmpty()) {
            sugar.mirror(devices);
        }
        if (encrypted) {
            sugar.encrypt(!devices.isEmpty());
        }
        sugar.filesystem(encrypted ? "/dev/mapper/root" : "/dev/md/md-root", "xfs", "root", ROOT);
        sugar.storage.mark("filesystems", ROOT);
        return Optional.of(sugar.config);
    }

    private static boolean isSealed(Section luks) {
        return luks.has("cex") && luks.part("cex").isTrue("enabled");
    }

    private void mirror(List<String> devices) {
        String layout = boot.text("layout").orElse("x86_64");
        Firmware first = switch (layout) {
            case "x86_64" -> Firmware.BIOS;
            case "ppc64le" -> Firmware.PREP;
            default -> Firmware.RESERVED;
        };
        Firmware second = layout.equals("x86_64") || layout.equals("aarch64") ? Firmware.ESP : Firmware.RESERVED;
        for (int i = 1; i <= devices.size(); i++) {
            Origin origin = new Origin.Source("boot_device.mirror.devices." + (i - 1));
            Section disk = storage.add("disks", origin).put("device", devices.get(i - 1), origin).put("wipeTable", true, origin);
            firmware(disk, first, i, origin);
            firmware(disk, second, i, origin);
            disk.add("partitions", origin).put("label", "boot-" + i, origin).put("sizeMiB", BOOT_SIZE, origin);
            disk.add("partitions", origin).put("label", "root-" + i, origin);
            if (second == Firmware.ESP) {
                filesystem(BY_LABEL + "esp-" + i, "vfat", "esp-" + i, origin);
            }
        }
        storage.mark("disks", new Origin.Source("boot_device.mirror.devices"));
        // The superblock goes to the end, so that BIOS GRUB need not understand RAID.
        raid("boot", devices.size()).addText("options", "--metadata=1.0", MIRROR);
        raid("root", devices.size());
        filesystem("/dev/md/md-boot", "ext4", "boot", MIRROR);
    }

    private static void firmware(Section disk, Firmware kind, int number, Origin origin) {
        disk.add("partitions", origin).put("label", kind.label + "-" + number, origin).put("sizeMiB", kind.size, origin)
                .put("typeGuid", kind.type, origin);
    }

    private Section raid(String name, int devices) {
        Section raid = storage.add("raid", MIRROR).put("name", "md-" + name, MIRROR).put("level", "raid1", MIRROR);
        for (int i = 1; i <= devices; i++) {
            raid.addText("devices", BY_LABEL + name + "-" + i, MIRROR);
        }
        return raid;
    }

    private void filesystem(String device, String format, String label, Origin origin) {
        storage.add("filesystems", origin).put("device", device, origin).put("format", format, origin).put("label", label, origin)
                .put("wipeFilesystem", true, origin);
    }

    private void encrypt(boolean mirrored) {
        Section said = boot.part("luks");
        String device = switch (boot.textOrEmpty("layout")) {
            case "s390x-eckd" -> said.textOrEmpty("device") + "2";
            case "s390x-zfcp" -> said.textOrEmpty("device") + "4";
            default -> mirrored ? "/dev/md/md-root" : BY_LABEL + "root";
        };
        Section luks = storage.add("luks", LUKS).put("name", "root", LUKS).put("label", "luks-root", LUKS).put("device", device, LUKS)
                .put("wipeVolume", true, LUKS);
        said.flag("discard").ifPresent(discard -> luks.put("discard", discard, Copier.from(said, "discard")));
        if (isSealed(said)) {
            luks.open("cex", LUKS).put("enabled", true, Copier.from(said, "cex.enabled"));
        } else {
            new Copier(minor, (_, _) -> {}).copy(said, luks.open("clevis", LUKS));
        }
    }
}
