package dev.lamplighter.console.service;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Boots that were kept, also of earlier processes. */
@FunctionalInterface
public interface PastBoots {

    /** For an appliance that keeps none. */
    PastBoots NONE = (machine, most) -> List.of();

    /** A boot in the form of {@link BootJson#line}. */
    record Kept(String id, Instant began, String json) {}

    /** At most {@code most} boots, of one machine or of all, the one that began last in front. May read a disk; the message says why it cannot. */
    List<Kept> boots(Optional<String> machine, int most) throws IOException;
}
