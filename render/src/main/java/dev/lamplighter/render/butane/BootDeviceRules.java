package dev.lamplighter.render.butane;

import dev.lamplighter.render.ignition.Section;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What must be true of the boot disk in Fedora CoreOS' variant, and of what is put beside it. */
final class BootDeviceRules {

    private static final String BOOT_DISK = "/dev/disk/by-id/coreos-boot-disk";
    private static final Pattern MOUNTABLE = Pattern.compile("/(etc|var)(/.*)?", Pattern.DOTALL);
    private static final Set<String> LAYOUTS = Set.of("aarch64", "ppc64le", "x86_64");
    private static final Set<String> MAINFRAMES = Set.of("s390x-eckd", "s390x-virt", "s390x-zfcp");

    /** The version that brought mainframes and rules about disks and mount points. */
    private static final int MAINFRAME = 6;

    /** The version since which a mirror needs a layout. */
    private static final int LAYOUT_REQUIRED = 7;

    private final Section source;
    private final Dialect dialect;
    private final Report report;

    private BootDeviceRules(Section source, Dialect dialect, Report report) {
        this.source = source;
        this.dialect = dialect;
        this.report = report;
    }

    static void check(Section source, Dialect dialect, Report report) {
        var rules = new BootDeviceRules(source, dialect, report);
        if (dialect.fcos() >= MAINFRAME && !dialect.isOpenShift()) {
            rules.partitions();
            rules.mountPoints();
        }
        rules.bootDevice(source.part("boot_device"));
    }

    private void partitions() {
        var mirrored = new HashSet<>(source.part("boot_device").part("mirror").texts("devices"));
        for (Section disk : source.part("storage").parts("disks")) {
            String device = disk.textOrEmpty("device");
            if (device.equals(BOOT_DISK) || disk.isTrue("wipe_table") || mirrored.contains(device)) {
                continue;
            }
            for (Section partition : disk.parts("partitions")) {
                if (partition.whole("number").orElse(0) == 0 && partition.has("label")) {
                    report.warning(partition, "number", "partitions cannot be reused by label; number must be specified except on boot disk ("
                            + BOOT_DISK + ") or when wipe_table is true");
                }
            }
        }
    }

    private void mountPoints() {
        for (Section filesystem : source.part("storage").parts("filesystems")) {
            Optional<String> path = filesystem.text("path");
            if (filesystem.isTrue("with_mount_unit") && path.isPresent() && !MOUNTABLE.matcher(path.get()).matches()) {
                report.error(filesystem, "path", "path must be under /etc or /var if with_mount_unit is true");
            }
        }
    }

    private void bootDevice(Section boot) {
        List<String> mirror = boot.part("mirror").texts("devices");
        if (!mirror.isEmpty() && !boot.has("layout")) {
            String message = "boot_device.layout should be specified when boot_device.mirror is specified";
            if (dialect.fcos() >= LAYOUT_REQUIRED) {
                report.error(boot, "mirror", message);
            } else {
                report.warning(boot, "mirror", message);
            }
        }
        boot.text("layout").ifPresent(layout -> layout(boot, layout, !mirror.isEmpty()));
        if (dialect.fcos() >= MAINFRAME) {
            cex(boot);
        }
        if (dialect.fcos() >= LAYOUT_REQUIRED) {
            method(boot.part("luks"));
        }
        // Butane looks at the mirror twice.
        for (int i = 0; i < 2 && mirror.size() == 1; i++) {
            report.error(boot, "mirror.devices", "mirroring requires at least two devices");
        }
    }

    private void layout(Section boot, String layout, boolean mirrored) {
        boolean mainframe = dialect.fcos() >= MAINFRAME && MAINFRAMES.contains(layout);
        if (!mainframe && !LAYOUTS.contains(layout)) {
            report.error(boot, "layout", "layout must be one of: aarch64, ppc64le, "
                    + (dialect.fcos() >= MAINFRAME ? "s390x-eckd, s390x-virt, s390x-zfcp, " : "") + "x86_64");
        }
        String device = boot.part("luks").textOrEmpty("device");
        if (mainframe && !layout.equals("s390x-virt")) {
            if (device.isEmpty()) {
                report.error(boot, "layout", "device is required for layouts: s390x-eckd, s390x-zfcp");
            } else if (!device.matches("(?s).*/dev/" + (layout.equals("s390x-eckd") ? "dasd" : "sd") + "[a-z]")) {
                report.error(boot, "layout", "device name must start with /dev/dasd on s390x-eckd layout or /dev/sd on s390x-zfcp layout");
            }
        }
        if (dialect.fcos() >= MAINFRAME && layout.startsWith("s390x") && mirrored) {
            report.error(boot, "layout", "mirroring not supported on layouts: s390x-eckd, s390x-zfcp, s390x-virt");
        }
    }

    private void cex(Section boot) {
        Section luks = boot.part("luks");
        if (!luks.part("cex").isTrue("enabled")) {
            return;
        }
        String message = "when using cex the targeted architecture must match s390x";
        if (!boot.has("layout")) {
            report.error(boot, "luks.cex", message);
        } else if (!boot.textOrEmpty("layout").startsWith("s390x")) {
            report.error(boot, "layout", message);
        }
        if (!luks.parts("tang").isEmpty() || luks.isTrue("tpm2")) {
            report.error(boot, "luks", "cannot use cex with clevis");
        }
    }

    private void method(Section luks) {
        boolean tang = luks.parts("tang").stream().anyMatch(server -> !server.textOrEmpty("url").isEmpty() || server.has("thumbprint")
                || server.has("advertisement"));
        if (!luks.textOrEmpty("device").isEmpty() && !tang && !luks.isTrue("tpm2") && !luks.part("cex").isTrue("enabled")) {
            report.error(luks, "luks", "no method specified for luks");
        }
    }
}
