package dev.lamplighter.appliance.doctor;

import dev.lamplighter.appliance.doctor.Facts.Privileges;
import java.util.ArrayList;
import java.util.List;

/** Ports below 1024 and raw frames need a permission each. */
final class PrivilegeRules {

    private static final String ABOUT = "permissions";
    private static final String REMEDY = "sudo lamplighter doctor";

    private PrivilegeRules() {}

    static List<Finding> of(Privileges may) {
        var findings = new ArrayList<Finding>();
        if (may.wanted() < may.lowestFreePort() && !may.bindsLow()) {
            findings.add(Finding.bad(ABOUT, may.user() + " may not listen on ports below " + may.lowestFreePort() + ", and the settings ask for " + may.wanted()
                    + ": serve as root, or with CAP_NET_BIND_SERVICE (AmbientCapabilities= in a systemd unit)").run(REMEDY));
        }
        if (may.dhcp() && !may.sendsRaw()) {
            findings.add(Finding.of(may.leases(), ABOUT, may.user() + " lacks CAP_NET_RAW: DHCP broadcasts its answers" + (may.leases()
                    ? ", and sees neither other servers nor addresses in use" : "")).run(REMEDY));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok(ABOUT, may.user() + " may listen on every port that the settings ask for" + (may.dhcp() ? ", and send to machines without an address" : "")));
        }
        return findings;
    }
}
