package dev.lamplighter.boot.reads;

import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Mac;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A machine that a question names by {@code label}, with the hardware addresses that it has. */
record Named(String label, Set<Mac> macs) {

    boolean is(Mac mac) {
        return macs.contains(mac);
    }

    /** Every machine that is named: by hardware address, declared or not; by UUID and serial number as far as they are declared. */
    static List<Named> by(Labels said, Inventory machines) {
        var all = new ArrayList<Named>();
        said.mac().ifPresent(mac -> all.add(new Named("mac=" + mac, machines.find(mac).map(machine -> machine.macs()).orElse(Set.of(mac)))));
        for (String label : List.of("uuid", "serial")) {
            Optional<String> value = said.get(label);
            value.flatMap(text -> machines.find(Labels.of(label, text))).ifPresent(machine -> all.add(new Named(label + "=" + value.get(), machine.macs())));
        }
        return all;
    }
}
