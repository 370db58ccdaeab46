package dev.lamplighter.demo.stage;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a boot must go through, in order. */
public record Plan(List<Stage> stages) {

    private static final Set<Stage> ON_THE_WIRE = EnumSet.range(Stage.FIRMWARE_DHCP, Stage.CONSOLE);
    private static final Set<Stage> OVER_HTTP = EnumSet.of(Stage.BOOT_SCRIPT, Stage.MACHINE_SCRIPT, Stage.KERNEL, Stage.INITRD, Stage.IGNITION,
            Stage.CONSOLE);

    public Plan {
        stages = List.copyOf(stages);
    }

    /** The whole way of a machine with UEFI firmware. */
    public static Plan wholeWay() {
        return new Plan(List.copyOf(ON_THE_WIRE));
    }

    /** What is left of it over loopback. */
    public static Plan overHttp() {
        return new Plan(List.copyOf(OVER_HTTP));
    }

    /** Which stage fetching {@code path} is, in {@code examples/lab}. */
    Optional<Stage> stageOf(String path) {
        return switch (path) {
            case "/boot.ipxe" -> Optional.of(Stage.BOOT_SCRIPT);
            case "/ipxe" -> Optional.of(Stage.MACHINE_SCRIPT);
            case "/assets/lab/vmlinuz" -> Optional.of(Stage.KERNEL);
            case "/assets/lab/initrd.gz" -> Optional.of(Stage.INITRD);
            case "/ignition" -> Optional.of(Stage.IGNITION);
            default -> Optional.empty();
        };
    }
}
