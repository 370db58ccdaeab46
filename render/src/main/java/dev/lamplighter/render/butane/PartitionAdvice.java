package dev.lamplighter.render.butane;

import dev.lamplighter.render.ignition.Section;
import java.util.List;
import java.util.Map;

/** Warns of partitions that Fedora CoreOS will not treat as their names promise. */
final class PartitionAdvice {

    private static final Map<String, Long> RESERVED =
            Map.of("BIOS-BOOT", 1L, "PowerPC-PReP-boot", 1L, "EFI-SYSTEM", 2L, "boot", 3L, "root", 4L);
    private static final long SMALLEST_ROOT = 8192;

    private PartitionAdvice() {}

    static void report(Section target, Report report) {
        for (Section disk : target.part("storage").parts("disks")) {
            List<Section> partitions = disk.parts("partitions");
            for (Section partition : partitions) {
                String label = partition.textOrEmpty("label");
                if (label.equals("root")) {
                    root(partition, partitions, report);
                }
                Long number = RESERVED.get(label);
                if (!disk.isTrue("wipeTable") && number != null && partition.whole("number").orElse(0) != number) {
                    report.warningBehind(partition, "label",
                            "incorrect partition number; a new partition will be created using reserved label");
                }
            }
        }
    }

    private static void root(Section root, List<Section> partitions, Report report) {
        long size = root.whole("sizeMiB").orElse(0);
        if (size != 0) {
            if (size < SMALLEST_ROOT) {
                report.warningBehind(root, "size_mib", "root should have 8GiB of space assigned");
            }
        } else if (partitions.stream().anyMatch(other -> other != root && other.whole("startMiB").orElse(0) == 0)) {
            report.warningBehind(root, "label",
                    "root partition cannot expand; it is set to fill available space but is followed by an auto-positioned partition");
        }
    }
}
