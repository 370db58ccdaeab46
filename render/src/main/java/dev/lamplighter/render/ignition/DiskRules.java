package dev.lamplighter.render.ignition;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must be true of a disk and its partitions. */
final class DiskRules {

    private DiskRules() {}

    static void check(Section disk) throws Invalid {
        StorageRules.checkPath(disk, "device");
        List<Section> partitions = disk.parts("partitions");
        for (Section partition : partitions) {
            partition(partition);
        }
        distinct(partitions);
        overlap(partitions);
        boolean next = partitions.stream().anyMatch(partition -> number(partition) == 0);
        boolean removed = partitions.stream().anyMatch(DiskRules::isRemoved);
        if (next && removed) {
            throw disk.invalid("partitions", "a partition without a number cannot be beside one that should not exist");
        }
    }

    private static long number(Section partition) {
        return partition.whole("number").orElse(0);
    }

    private static boolean isRemoved(Section partition) {
        return !partition.flag("shouldExist").orElse(true);
    }

    private static void partition(Section partition) throws Invalid {
        boolean described = partition.has("label") || partition.has("startMiB") || partition.has("sizeMiB")
                || !partition.textOrEmpty("typeGuid").isEmpty() || !partition.textOrEmpty("guid").isEmpty();
        if (isRemoved(partition) && described) {
            throw partition.invalid("shouldExist", "a partition that should not exist has only a number");
        }
        if (number(partition) == 0 && !partition.has("label")) {
            throw partition.invalid("a partition needs a number or a label");
        }
        StorageRules.checkLength(partition, "label", 36);
        if (partition.textOrEmpty("label").indexOf(':') >= 0) {
            throw partition.invalid("label", "contains a colon");
        }
        for (String name : List.of("guid", "typeGuid")) {
            if (!isGuid(partition.textOrEmpty(name))) {
                throw partition.invalid(name, "is not a GUID like 01234567-89ab-cdef-edcb-a98765432101");
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

    private static void distinct(List<Section> partitions) throws Invalid {
        Set<Long> numbers = new HashSet<>();
        Set<String> labels = new HashSet<>();
        for (Section partition : partitions) {
            if (number(partition) != 0 && !numbers.add(number(partition))) {
                throw partition.invalid("number", "another partition has the same number");
            }
            Optional<String> label = partition.text("label");
            if (label.isPresent() && !labels.add(label.get())) {
                throw partition.invalid("label", "another partition has the same label");
            }
        }
    }

    /** Partitions whose place is not given, or is to be found, overlap nothing. */
    private static void overlap(List<Section> partitions) throws Invalid {
        for (int i = 0; i < partitions.size(); i++) {
            for (int j = i + 1; j < partitions.size(); j++) {
                Section one = partitions.get(i);
                Section other = partitions.get(j);
                if (isPlaced(one) && isPlaced(other) && (touches(one, other) || touches(other, one))) {
                    throw other.invalid("startMiB", "the partition overlaps another");
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
