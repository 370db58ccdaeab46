package dev.lamplighter.appliance.doctor;

import dev.lamplighter.appliance.doctor.Facts.Link;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.net.Interfaces.Assigned;
import java.util.List;
import java.util.stream.Collectors;

/** An interface must be there, be up, and have the address that machines are sent to. */
final class LinkRules {

    private static final String ABOUT = "interface";

    private LinkRules() {}

    static Finding of(Link link) {
        if (link.assigned().isEmpty()) {
            return Finding.bad(ABOUT, "this host has no interface " + link.name() + "; it has " + (link.others().isEmpty() ? "none" : String.join(", ", link.others())) + ": name one of them in the settings");
        }
        List<Assigned> addresses = link.assigned().get();
        String all = addresses.stream().map(each -> each.address() + "/" + each.subnet().prefix()).collect(Collectors.joining(", "));
        if (!link.up()) {
            return Finding.bad(ABOUT, link.name() + " is switched off").run("ip link set " + link.name() + " up");
        }
        if (addresses.isEmpty()) {
            return Finding.bad(ABOUT, link.name() + " has no IPv4 address").run("ip address add " + link.advertise().map(Ip4::toString).orElse("192.168.1.2") + "/24 dev " + link.name());
        }
        if (link.advertise().isPresent() && !link.carriesItsAddress()) {
            return Finding.bad(ABOUT, link.name() + " does not carry the advertised address " + link.advertise().get() + "; it has " + all)
                    .run("ip address add " + link.advertise().get() + "/" + addresses.getFirst().subnet().prefix() + " dev " + link.name());
        }
        if (!link.carrier()) {
            return Finding.warn(ABOUT, link.name() + " (" + all + ") is up and has no carrier: nobody is at the other end of its cable");
        }
        return Finding.ok(ABOUT, link.name() + " is up and has " + all);
    }
}
