package dev.lamplighter.boot.reads;

import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

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

    /**
     * What is said of a machine that nobody declared and that is not known to be true of the station {@code mac}: a UUID that it did not show when it
     * booted ({@code seen}), or a serial number, which is never shown. Groups select by them, so they may be another machine's.
     */
    static Optional<String> unproven(Labels said, Inventory machines, Set<Mac> macs, Function<Mac, Optional<UUID>> seen) {
        return Stream.of("uuid", "serial").filter(label -> said.get(label).filter(text -> !text.isEmpty()).isPresent())
                .filter(label -> machines.find(Labels.of(label, said.get(label).orElseThrow())).isEmpty())
                .filter(label -> label.equals("serial") || macs.stream().flatMap(mac -> seen.apply(mac).stream())
                        .noneMatch(uuid -> Inventory.uuid(said.get(label).orElseThrow()).filter(uuid::equals).isPresent()))
                .map(label -> label + "=" + said.get(label).orElseThrow()).findFirst();
    }

    /** Why a question is refused that says what is {@link #unproven}. */
    static Reason unprovenReason(String mode, String label) {
        return new Reason("read-unproven", "http.reads is " + mode + ", and " + label + " is neither declared in machines/ nor what this machine showed when it booted:"
                + " declare it, or leave it out of the URL in the profile's args");
    }
}
