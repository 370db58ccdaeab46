package dev.lamplighter.appliance.doctor;

import dev.lamplighter.appliance.doctor.Finding.Level;
import java.util.ArrayList;
import java.util.List;

/** All that the facts tell, in the order in which a boot needs it. */
public record Diagnosis(List<Finding> findings) {

    public Diagnosis {
        findings = List.copyOf(findings);
    }

    public static Diagnosis of(Facts facts) {
        var findings = new ArrayList<Finding>();
        facts.links().forEach(link -> findings.add(LinkRules.of(link)));
        findings.addAll(PrivilegeRules.of(facts.privileges()));
        facts.ports().forEach(port -> findings.add(PortRules.of(port)));
        findings.addAll(FirewallRules.of(facts.firewall()));
        facts.neighbours().forEach(there -> findings.add(NeighbourRules.of(there)));
        findings.add(ClockRules.of(facts.clock()));
        findings.addAll(facts.seen());
        facts.folders().forEach(folder -> findings.addAll(FolderRules.of(folder)));
        return new Diagnosis(findings);
    }

    public long count(Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    /** Whether machines can boot, as far as can be told from here. */
    public boolean isGood() {
        return count(Level.BAD) == 0;
    }
}
