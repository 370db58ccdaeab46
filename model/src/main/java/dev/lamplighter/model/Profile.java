package dev.lamplighter.model;

import java.util.List;
import java.util.Optional;

/** Says what to boot (Matchbox's profile). The names of templates are empty where the profile has none. */
public record Profile(String id, String name, String ignitionId, String cloudId, String genericId, Optional<NetBoot> boot) {

    /** Kernel, initrds and arguments, each written into scripts as it is. */
    public record NetBoot(String kernel, List<String> initrd, List<String> args) {
        public NetBoot {
            initrd = List.copyOf(initrd);
            args = List.copyOf(args);
        }
    }
}
