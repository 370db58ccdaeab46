package dev.lamplighter.timeline;

import java.time.Duration;

/** The stages of a boot in their order. {@link #key} is how they are named outside; {@link #patience} how long a machine may be silent after one. */
public enum Stage {

    /** Firmware asks DHCP where to boot from. */
    FIRMWARE("firmware", Duration.ofSeconds(30)),

    /** Firmware fetches its boot file, by TFTP or HTTP Boot. */
    LOADER("loader", Duration.ofSeconds(60)),

    /** iPXE asks DHCP. */
    IPXE("ipxe", Duration.ofSeconds(60)),

    /** iPXE or GRUB fetches what it shall run. */
    SCRIPT("script", Duration.ofSeconds(60)),

    /** Kernel and initial file systems. */
    KERNEL("kernel", Duration.ofMinutes(4)),

    /** The system that was booted asks DHCP, or fetches more assets. */
    SYSTEM("system", Duration.ofMinutes(4)),

    /** Ignition, cloud-config, preseed and what else configures the system. */
    CONFIG("config", Duration.ofMinutes(4));

    private final String key;
    private final Duration patience;

    Stage(String key, Duration patience) {
        this.key = key;
        this.patience = patience;
    }

    public String key() {
        return key;
    }

    public Duration patience() {
        return patience;
    }
}
