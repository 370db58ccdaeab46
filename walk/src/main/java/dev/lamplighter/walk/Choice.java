package dev.lamplighter.walk;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Which offers a client takes: one for its address, and one, maybe the same, for its way to boot. */
record Choice(Optional<Heard> lease, Optional<Heard> boot) {

    /** How a client looks for its way to boot. */
    enum Speaks { PXE, HTTP_BOOT, IPXE }

    /**
     * PXE code takes an offer that has both and says {@code PXEClient}, then a proxy's, then any offer with a boot file (EDK2's order). HTTP Boot takes only who
     * says {@code HTTPClient} (UEFI 2.10 section 24.7). iPXE takes the boot file of the server that leases, then a proxy's.
     */
    static Choice of(List<Heard> offers, Speaks speaks) {
        List<Heard> leases = offers.stream().filter(offer -> !offer.isProxy()).toList();
        List<Heard> proxies = offers.stream().filter(Heard::isProxy).toList();
        return switch (speaks) {
            case PXE -> both(leases, offer -> says(offer, "PXEClient") && BootInfo.isIn(offer))
                    .or(() -> beside(leases, proxies, offer -> says(offer, "PXEClient")))
                    .or(() -> both(leases, BootInfo::isIn))
                    .orElseGet(() -> addressOnly(leases));
            case HTTP_BOOT -> both(leases, offer -> says(offer, "HTTPClient") && BootInfo.isIn(offer))
                    .or(() -> beside(leases, proxies, offer -> says(offer, "HTTPClient")))
                    .orElseGet(() -> addressOnly(leases));
            case IPXE -> both(leases, BootInfo::isIn)
                    .or(() -> beside(leases, proxies, offer -> says(offer, "PXEClient")))
                    .orElseGet(() -> addressOnly(leases));
        };
    }

    private static Optional<Choice> both(List<Heard> leases, Predicate<Heard> fits) {
        return leases.stream().filter(fits).findFirst().map(offer -> new Choice(Optional.of(offer), Optional.of(offer)));
    }

    /** A proxy that names a boot file goes before one that must be asked again. */
    private static Optional<Choice> beside(List<Heard> leases, List<Heard> proxies, Predicate<Heard> fits) {
        return proxies.stream().filter(fits).filter(BootInfo::isIn).findFirst().or(() -> proxies.stream().filter(fits).findFirst())
                .map(proxy -> new Choice(leases.stream().findFirst(), Optional.of(proxy)));
    }

    private static Choice addressOnly(List<Heard> leases) {
        return new Choice(leases.stream().findFirst(), Optional.empty());
    }

    private static boolean says(Heard offer, String vendorClass) {
        return BootInfo.speaks(offer.packet(), vendorClass);
    }

    /** Whether the way to boot comes from a server beside the one that leases. */
    boolean isBeside() {
        return boot.isPresent() && !boot.equals(lease);
    }
}
