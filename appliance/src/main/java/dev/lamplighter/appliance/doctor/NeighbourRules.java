package dev.lamplighter.appliance.doctor;

import dev.lamplighter.appliance.doctor.Facts.Neighbourhood;

/** Where we lease addresses, nobody else may. */
final class NeighbourRules {

    private static final String ABOUT = "dhcp";

    private NeighbourRules() {}

    static Finding of(Neighbourhood there) {
        if (!there.heard()) {
            return Finding.warn(ABOUT, "other DHCP servers on " + there.interfaceName() + " could not be looked for").run("sudo lamplighter doctor");
        }
        return there.other().map(other -> Finding.bad(ABOUT, "another server leases addresses on " + there.interfaceName() + ": " + other
                        + "; two servers give one address to two machines: stop it, or set dhcp: proxy there"))
                .orElseGet(() -> Finding.ok(ABOUT, "no other server leases addresses on " + there.interfaceName()));
    }
}
