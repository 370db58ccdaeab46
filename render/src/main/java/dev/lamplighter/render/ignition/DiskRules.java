package dev.lamplighter.render.ignition;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What must be true of a disk and its partitions. */
final class DiskRules {

    private static final String GUID_FORM = "doesn't match the form \"01234567-89AB-CDEF-EDCB-A98765432101\"";

    private final ConfigRules config;
    private final Findings findings;

    DiskRules(ConfigRules config, Findings findings) {
        this.config = config;
        this.findings = findings;
    }

    void check(Section disk) {
        List<Section> partitions = disk.parts("partitions");
        if (disk.textOrEmpty("device").isEmpty()) {
            findings.error(disk, "device", "disk device is required");
        } else {
            findings.error(disk, "device", UnixPath.problem(disk.textOrEmpty("device")));
            collide(disk, partitions);
            overlap(disk, partitions);
        }
        config.distinct(disk, "partitions", DiskRules::key);
        partitions.forEach(this::partition);
        boolean next = partitions.stream().anyMatch(partition -> number(partition) == 0);
        if (next && partitions.stream().anyMatch(DiskRules::isRemoved)) {
            findings.error(disk, "partitions", "shouldExist is false for a partition and other partition(s) has start or size 0");
        }
    }

    /** Two partitions with the same key are one. */
    static String key(Section partition) {
        return number(partition) != 0 ? "number:" + number(partition) : partition.text("label").map(label -> "label:" + label).orElse("");
    }

    private static long number(Section partition) {
        return partition.whole("number").orElse(0);
    }

    private static boolean isRemoved(Section partition) {
        return !partition.flag("shouldExist").orElse(true);
    }

    private void partition(Section partition) {
        boolean described = partition.has("label") || partition.has("startMiB") || partition.has("sizeMiB")
                || !partition.textOrEmpty("typeGuid").isEmpty() || !partition.textOrEmpty("guid").isEmpty();
        if (isRemoved(partition) && described) {
            findings.error(partition, "", "shouldExist specified false with other options also specified");
        }
        if (number(partition) == 0 && !partition.has("label")) {
            findings.error(partition, "", "a partition number >= 1 or a label must be specified");
        }
        String label = partition.textOrEmpty("label");
        if (label.getBytes(UTF_8).length > 36) {
            findings.error(partition, "label", "partition labels may not exceed 36 characters");
        } else if (label.indexOf(':') >= 0) {
            findings.error(partition, "label", "partition label will be truncated to text before the colon");
        }
        for (String name : List.of("guid", "typeGuid")) {
            if (!isGuid(partition.textOrEmpty(name))) {
                findings.error(partition, name, GUID_FORM);
            }
        }
    }

    private static boolean isGuid(String text) {
        boolean valid = text.isEmpty() || text.length() == 36;
        for (int i = 0; valid && i < text.length(); i++) {
            char c = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            valid = dash ? c == '-' : c < 0x80 && Character.digit(c, 16) >= 0;
        }
        return valid;
    }

    /** Names the first partition that has the number of an earlier one, and the first that has the label of one. */
    private void collide(Section disk, List<Section> partitions) {
        first(disk, partitions, partition -> number(partition) == 0 ? Optional.empty() : Optional.of(number(partition)), "partition numbers collide");
        first(disk, partitions, partition -> partition.text("label"), "cannot use the same partition label twice");
    }

    private <K> void first(Section disk, List<Section> partitions, Function<Section, Optional<K>> key, String message) {
        Set<K> seen = new HashSet<>();
        for (int i = 0; i < partitions.size(); i++) {
            Optional<K> found = key.apply(partitions.get(i));
            if (found.isPresent() && !seen.add(found.get())) {
                findings.error(disk, "partitions." + i, message);
                return;
            }
        }
    }

    /** Partitions whose place is not given, or is to be found, overlap nothing. */
    private void overlap(Section disk, List<Section> partitions) {
        for (Section one : partitions) {
            for (int i = 0; isPlaced(one) && i < partitions.size(); i++) {
                Section other = partitions.get(i);
                if (other != one && isPlaced(other) && touches(one, other)) {
                    findings.error(disk, "partitions." + i, "partitions overlap");
                    return;
                }
            }
        }
    }

    private static boolean isPlaced(Section partition) {
        return partition.has("sizeMiB") && partition.whole("startMiB").orElse(0) != 0;
    }

    /** Whether a partition begins or ends in another or reaches over it; one whose size is negative ends before it begins. */
    private static boolean touches(Section one, Section other) {
        long start = start(one);
        long end = end(one);
        boolean begins = start >= start(other) && start <= end(other);
        boolean ends = end >= start(other) && end <= end(other);
        return begins || ends || (start < start(other) && end > end(other));
    }

    private static long start(Section partition) {
        return partition.whole("startMiB").orElseThrow();
    }

    private static long end(Section partition) {
        long size = partition.whole("sizeMiB").orElseThrow();
        return size == 0 ? start(partition) : start(partition) + size - 1;
    }
}
