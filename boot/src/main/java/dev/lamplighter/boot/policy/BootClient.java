package dev.lamplighter.boot.policy;

import dev.lamplighter.model.Arch;
import dev.lamplighter.model.Mac;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/**
 * Who asks where to boot from, in the terms that decide it. The architecture is absent where the client told none that could be read; the
 * vendor class (option 60) is empty where it sent none; {@code features} holds the tags that iPXE announces in option 175; {@code item} is the
 * number that was chosen from a boot menu (PXE 2.1 table 2-1, tag 71).
 */
public record BootClient(Mac mac, Optional<Arch> arch, Speaks speaks, Optional<UUID> uuid, String vendorClass, Set<Integer> features,
        OptionalInt item) {

    /** The tag by which iPXE announces that it can fetch over HTTP. */
    public static final int FEATURE_HTTP = 19;

    public BootClient {
        features = Set.copyOf(features);
    }

    /** Who has chosen nothing from a menu. */
    public BootClient(Mac mac, Optional<Arch> arch, Speaks speaks, Optional<UUID> uuid, String vendorClass, Set<Integer> features) {
        this(mac, arch, speaks, uuid, vendorClass, features, OptionalInt.empty());
    }

    /** Whether this is an iPXE that says what it can do and that HTTP is not among it, as in the ROM of some network cards. */
    public boolean isIpxeWithoutHttp() {
        return speaks == Speaks.IPXE && !features.isEmpty() && !features.contains(FEATURE_HTTP);
    }

    /** What kind of program asks. */
    public enum Speaks {
        /** PXE firmware: fetches a file by TFTP. */
        PXE,
        /** UEFI HTTP Boot: opens a URL, and takes answers only from who says {@code HTTPClient}. */
        HTTP_BOOT,
        /** iPXE, which runs a script from a URL. */
        IPXE,
        /** An operating system, which boots nothing from us. */
        PLAIN
    }
}
