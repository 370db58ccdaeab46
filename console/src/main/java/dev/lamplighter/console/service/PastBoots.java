package dev.lamplighter.console.service;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Boots that were kept, also of earlier processes. */
public interface PastBoots {

    /** For an appliance that keeps none. */
    PastBoots NONE = new PastBoots() {
        @Override
        public List<Kept> boots(Optional<String> machine, int most) {
            return List.of();
        }

        @Override
        public List<Kept> latest(int most) {
            return List.of();
        }
    };

    /** A boot in the form of {@link BootJson#line}. */
    record Kept(String id, Instant began, String json) {}

    /** At most {@code most} boots, of one machine or of all, the one that began last in front. May read a disk; the message says why it cannot. */
    List<Kept> boots(Optional<String> machine, int most) throws IOException;

    /** The last boot of each machine whose hardware address is known, of at most {@code most} machines, the one that began last in front. As {@link #boots}. */
    List<Kept> latest(int most) throws IOException;
}
