package dev.lamplighter.walk;

import java.util.Arrays;
import java.util.Optional;

/** What a client is doing; most of it occurs more than once in a boot. */
public enum Stage {

    FIRMWARE_DHCP("firmware-dhcp", "firmware asks DHCP"),
    FIRMWARE_BOOT_SERVER("firmware-boot-server", "firmware asks the boot server"),
    BOOT_FILE("boot-file", "firmware fetches its boot file"),
    IPXE_DHCP("ipxe-dhcp", "iPXE asks DHCP"),
    IPXE_BOOT_SERVER("ipxe-boot-server", "iPXE asks the boot server"),
    SCRIPT("script", "iPXE fetches a script"),
    KERNEL("kernel", "iPXE fetches the kernel"),
    INITRD("initrd", "iPXE fetches an initrd"),
    LOADER("loader", "iPXE fetches another loader"),
    SYSTEM_DHCP("system-dhcp", "the system asks DHCP"),
    CONFIG("config", "the system fetches its config"),
    RELEASE("release", "the addresses go back");

    private final String key;
    private final String inWords;

    Stage(String key, String inWords) {
        this.key = key;
        this.inWords = inWords;
    }

    /** The name in JSON; stable. */
    public String key() {
        return key;
    }

    public String inWords() {
        return inWords;
    }

    static Optional<Stage> named(String key) {
        return Arrays.stream(values()).filter(stage -> stage.key.equals(key)).findFirst();
    }
}
