package dev.lamplighter.appliance.settings;

import dev.lamplighter.model.ExtraOption;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Subnet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the reservations of every subnet: over all of them a machine is named once, and an address has one machine. */
final class Reservations {

    private static final Set<String> KEYS = Set.of("mac", "address", "hostname", "options");

    private final Map<Mac, Origin> macs = new HashMap<>();
    private final Map<Ip4, Origin> addresses = new HashMap<>();

    /** Those of one section; {@code subnet} is what that section says about itself. */
    List<Machine> in(Section section, Optional<Subnet> subnet) throws SettingsException {
        Optional<Tree> listed = section.tree("reservations");
        List<Machine> machines = new ArrayList<>();
        if (listed.isPresent()) {
            for (Section reservation : Section.listed(listed.get(), "reservations", KEYS)) {
                machines.add(machine(reservation, subnet));
            }
        }
        return machines;
    }

    /** What is told to single machines of a section, by their hardware addresses. A mistake in the rest of them is left to {@link #in}. */
    static Map<Mac, List<ExtraOption>> options(Section section) throws SettingsException {
        Map<Mac, List<ExtraOption>> options = new HashMap<>();
        Optional<Tree> listed = section.tree("reservations");
        if (listed.isPresent()) {
            for (Section reservation : Section.listed(listed.get(), "reservations", KEYS)) {
                List<ExtraOption> own = ExtraOptions.ofReservation(reservation);
                Optional<Given> given = reservation.list("mac").filter(_ -> !own.isEmpty());
                if (given.isPresent()) {
                    parts(given.get()).forEach(part -> Mac.parse(part.text()).ifPresent(mac -> options.put(mac, own)));
                }
            }
        }
        return options;
    }

    private static List<Given> parts(Given given) {
        return Stream.of(given.text().split(",", -1)).map(text -> new Given(text.strip(), given.origin())).toList();
    }

    /** The interfaces of one machine, which have its address in common. */
    private Set<Mac> macs(Given given) throws SettingsException {
        Set<Mac> own = new LinkedHashSet<>();
        for (Given part : parts(given)) {
            own.add(Values.parse(part, "mac", Mac::parse, "a hardware address such as 52:54:00:a1:9c:ae"));
        }
        for (Mac mac : own) {
            Origin sameMac = macs.putIfAbsent(mac, given.origin());
            if (sameMac != null) {
                throw SettingsException.at(given.origin(), "mac", mac + " has a reservation already (" + sameMac.where() + "): keep one of them");
            }
        }
        return own;
    }

    private Machine machine(Section section, Optional<Subnet> subnet) throws SettingsException {
        Given macGiven = section.list("mac").orElseThrow(() -> SettingsException.at(section.origin(), "reservations", "a reservation needs `mac`"));
        Given addressGiven = section.given("address").orElseThrow(() -> SettingsException.at(section.origin(), "reservations", "a reservation needs `address`"));
        Set<Mac> own = macs(macGiven);
        Ip4 address = Values.ip4(addressGiven, "address");
        Origin sameAddress = addresses.putIfAbsent(address, addressGiven.origin());
        if (sameAddress != null) {
            throw SettingsException.at(addressGiven.origin(), "address", address + " is reserved for another machine already ("
                    + sameAddress.where() + "): give each its own");
        }
        if (subnet.isPresent() && !subnet.get().contains(address)) {
            throw SettingsException.at(addressGiven.origin(), "address", address + " is not in the subnet " + subnet.get() + ": change one of them");
        }
        Optional<String> hostname = section.given("hostname").map(Given::text);
        return new Machine(hostname.orElseGet(() -> own.iterator().next().toString()), own, Optional.empty(), hostname, List.of(address), Labels.NONE);
    }
}
