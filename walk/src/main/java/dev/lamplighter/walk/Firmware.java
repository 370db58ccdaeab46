package dev.lamplighter.walk;

import dev.lamplighter.model.Arch;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a machine starts with; {@link #key} is how the command line names it. */
public enum Firmware {

    /** A network card's PXE code under a BIOS. */
    BIOS("bios", 0, 0, "i386", "pcbios"),
    UEFI_X64("uefi-x64", 7, 7, "x86_64", "efi"),
    UEFI_ARM64("uefi-arm64", 11, 11, "arm64", "efi"),
    /** HTTP Boot of UEFI on x64. */
    HTTP("http", 16, 7, "x86_64", "efi"),
    /** iPXE from a network card or a disk, with its own drivers. */
    IPXE("ipxe", 0, 0, "i386", "pcbios");

    private final String key;
    private final int arch;
    private final int ipxeArch;
    private final String buildArch;
    private final String platform;

    Firmware(String key, int arch, int ipxeArch, String buildArch, String platform) {
        this.key = key;
        this.arch = arch;
        this.ipxeArch = ipxeArch;
        this.buildArch = buildArch;
        this.platform = platform;
    }

    public String key() {
        return key;
    }

    /** Option 93 of the firmware. */
    public Arch arch() {
        return new Arch(arch);
    }

    /** Option 93 of the iPXE that it loads. */
    Arch ipxeArch() {
        return new Arch(ipxeArch);
    }

    /** iPXE's {@code ${buildarch}}. */
    String buildArch() {
        return buildArch;
    }

    /** iPXE's {@code ${platform}}. */
    String platform() {
        return platform;
    }

    public static Optional<Firmware> named(String key) {
        return Arrays.stream(values()).filter(firmware -> firmware.key.equals(key)).findFirst();
    }

    public static List<String> keys() {
        return Arrays.stream(values()).map(Firmware::key).toList();
    }
}
