package dev.lamplighter.appliance;

import dev.lamplighter.boot.policy.BootClient;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip4Range;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Segment.DhcpMode;
import dev.lamplighter.model.SubnetPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why DHCP answers a machine as it does, in sentences: where its address is from, and what decided what it boots. */
record OfferReasons(Rehearsal rehearsal) {

    List<String> of(BootClient client, DhcpPacket asked, DhcpPacket answer) {
        var reasons = new ArrayList<String>();
        if (!answer.yiaddr().isNone()) {
            reasons.add(address(asked, answer.yiaddr()));
        } else if (rehearsal.via().dhcp() == DhcpMode.EXISTING) {
            reasons.add("another server answers DHCP; this is what it must be told (lamplighter export)");
        }
        if (client.speaks() != BootClient.Speaks.PLAIN) {
            reasons.add("why that boot file: " + rehearsal.decisions().plan(client, rehearsal.via()).reason().sentence());
        }
        return reasons;
    }

    private String address(DhcpPacket asked, Ip4 address) {
        Optional<Machine> machine = rehearsal.decisions().catalog().current().machines().find(asked.chaddr());
        if (machine.filter(declared -> declared.addresses().contains(address)).isPresent()) {
            return address + " is declared for the machine " + machine.get().id();
        }
        Optional<SubnetPlan> plan = rehearsal.via().planFor(address);
        Optional<Ip4Range> pool = plan.flatMap(found -> found.pools().stream().filter(range -> range.contains(address)).findFirst());
        return pool.map(range -> address + " is of the pool " + range + " in " + plan.get().subnet()).orElse(address + " is of no pool");
    }
}
