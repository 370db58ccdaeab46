package dev.lamplighter.demo.stage;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The stages of a boot in their order. {@link #missing} says what has not happened when a boot stops before a stage is reached. */
public enum Stage {

    APPLIANCE("appliance", "the appliance did not start",
            "server.log in the working folder (`--keep` leaves it): its last lines say why",
            "`lamplighter check --effective --config examples/lab/lamplighter.yaml` reads the same settings"),
    POWER_ON("power on", "the machine did not start",
            "console.log in the working folder (`--keep` leaves it): its last lines say why", "that /dev/net/tun is there: a container needs the device"),
    FIRMWARE_DHCP("firmware DHCP", "no ACK went to the firmware",
            "that the segment says `dhcp: full` and its pool has a free address",
            "that the firmware's first packets show above: if none does, the machine is not plugged in"),
    BOOT_FILE("TFTP", "the firmware has not fetched its boot file",
            "that the boot file named in the ACK is bundled, or lies in tftp.root",
            "that nothing between drops UDP from the server's high ports"),
    IPXE_DHCP("iPXE DHCP", "iPXE started and got no ACK",
            "that the boot file is an iPXE for this firmware", "console.log in the working folder (`--keep` leaves it) shows what iPXE says"),
    BOOT_SCRIPT("boot.ipxe", "iPXE has not fetched its first script",
            "that the ACK to iPXE names the script's URL", "that the name in that URL is one our DNS answers, or an address"),
    MACHINE_SCRIPT("ipxe script", "iPXE has not fetched this machine's script",
            "that a group in data/groups selects the machine and names a profile that is there"),
    KERNEL("kernel", "the kernel was not fetched",
            "that assets/lab/vmlinuz is there and the profile names it", "that the disk of the cache is not full"),
    INITRD("initrd", "the initramfs was not fetched", "that assets/lab/initrd.gz is there and the profile names it"),
    OS_DHCP("OS DHCP", "the kernel started and got no lease",
            "console.log in the working folder (`--keep` leaves it): a panic means that the initramfs was not found (`initrd=main`)",
            "that the machine's memory holds kernel and initramfs"),
    IGNITION("ignition", "the appliance was not asked for /ignition",
            "that the profile has an ignition_id and the file is in data/ignition",
            "that ignition.config.url in the profile's arguments names the appliance"),
    CONSOLE("console", "the machine has not said that it holds its /ignition",
            "console.log in the working folder (`--keep` leaves it)");

    private final String label;
    private final String missing;
    private final String checks;

    Stage(String label, String missing, String... checks) {
        this.label = label;
        this.missing = missing;
        this.checks = String.join("\n", checks);
    }

    public String missing() {
        return missing;
    }

    /** What to look at when a boot stops here. */
    public List<String> checks() {
        return checks.lines().toList();
    }

    /** The word by which a machine names the stage on its console: the label in lower case with hyphens. */
    public String key() {
        return label.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    static Optional<Stage> named(String key) {
        return Arrays.stream(values()).filter(stage -> stage.key().equals(key)).findFirst();
    }

    @Override
    public String toString() {
        return label;
    }
}
