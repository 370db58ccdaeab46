package dev.lamplighter.appliance.doctor;

import dev.lamplighter.appliance.doctor.Facts.Firewall;
import dev.lamplighter.appliance.doctor.firewall.Knock;
import dev.lamplighter.appliance.doctor.firewall.Ruleset;
import dev.lamplighter.appliance.doctor.firewall.Stopped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What machines send must come in. */
final class FirewallRules {

    private static final String ABOUT = "firewall";

    private FirewallRules() {}

    static List<Finding> of(Firewall firewall) {
        if (firewall.rules().isEmpty()) {
            return List.of(firewall.unread());
        }
        Ruleset rules = firewall.rules().get();
        var findings = new ArrayList<Finding>();
        Set<String> pass = new LinkedHashSet<>();
        for (Knock knock : firewall.knocks()) {
            List<Stopped> stopped = rules.stopping(knock);
            stopped.forEach(stop -> findings.add(finding(stop)));
            if (stopped.isEmpty()) {
                pass.add(knock.named());
            }
        }
        if (!pass.isEmpty()) {
            findings.addFirst(Finding.ok(ABOUT, "no rule stops " + String.join(", ", pass)));
        }
        return findings;
    }

    private static Finding finding(Stopped stop) {
        String what = stop.knock().named() + " on " + stop.knock().interfaceName() + (stop.surely() ? " does not come in: " : " may not come in: ") + stop.place() + " " + stop.how()
                + " (" + stop.text() + ")";
        return Finding.of(stop.surely(), ABOUT, what).run(stop.command());
    }
}
