package dev.lamplighter.model;

import java.util.List;
import java.util.Optional;

/**
 * Says what to boot (Matchbox's profile). The names of templates are empty where the profile has none. {@code ipxeId} and {@code grubId} name
 * scripts of its own in place of those that are made of {@code boot}; Matchbox does not know them.
 */
public record Profile(String id, String name, String ignitionId, String cloudId, String genericId, Optional<NetBoot> boot, String ipxeId,
        String grubId) {

    /** A profile as Matchbox knows it. */
    public Profile(String id, String name, String ignitionId, String cloudId, String genericId, Optional<NetBoot> boot) {
        this(id, name, ignitionId, cloudId, genericId, boot, "", "");
    }

    /** Kernel, initrds and arguments, each written into scripts as it is. */
    public record NetBoot(String kernel, List<String> initrd, List<String> args) {
        public NetBoot {
            initrd = List.copyOf(initrd);
            args = List.copyOf(args);
        }
    }
}
