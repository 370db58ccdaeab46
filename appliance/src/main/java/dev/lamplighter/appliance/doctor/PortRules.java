package dev.lamplighter.appliance.doctor;

import dev.lamplighter.appliance.doctor.Facts.Holder;
import dev.lamplighter.appliance.doctor.Facts.Port;
import java.util.Optional;

/** A port must be free, or held by a Lamplighter. */
final class PortRules {

    private static final String ABOUT = "port";

    private PortRules() {}

    static Finding of(Port port) {
        String named = port.service() + " (" + port.protocol().word() + " " + port.address().getHostAddress() + ":" + port.port() + ")";
        Optional<Holder> other = port.holders().stream().filter(holder -> !holder.ours()).findFirst();
        if (other.isPresent() && !port.free()) {
            Holder who = other.get();
            return Finding.bad(ABOUT, named + " is held by " + who.name() + " (pid " + who.pid() + "): stop it, or change " + port.setting()).run("kill " + who.pid());
        }
        if (!port.holders().isEmpty() && other.isEmpty()) {
            return Finding.ok(ABOUT, named + " is served by a running lamplighter (pid " + port.holders().getFirst().pid() + ")");
        }
        return port.free() ? Finding.ok(ABOUT, named + " is free")
                : Finding.bad(ABOUT, named + " is held by a process that this one may not see: look as root").run("sudo ss -lnp sport = :" + port.port());
    }
}
