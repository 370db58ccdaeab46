package dev.lamplighter.boot.machine;

import dev.lamplighter.model.Bytes;

/** What a loader is told that came over the network and shall leave it. */
public final class DiskScripts {

    /** An error sends UEFI firmware on to its next boot option; after a success it may stop and show its menu. BIOS has no next one to go back to. */
    public static final Bytes IPXE = Bytes.utf8("""
            #!ipxe
            iseq ${platform} efi && exit 1 ||
            sanboot --no-describe --drive 0x80
            """);

    public static final Bytes GRUB = Bytes.utf8("""
            if [ "$grub_platform" = "efi" ]; then
              exit 1
            else
              set root=(hd0)
              chainloader +1
              boot
            fi
            """);

    private DiskScripts() {}
}
