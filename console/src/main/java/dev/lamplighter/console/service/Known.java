package dev.lamplighter.console.service;

import dev.lamplighter.model.BootIntent;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Machine;
import dev.lamplighter.store.state.Intent;
import dev.lamplighter.store.state.Seen;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A machine: as it is declared, as it boots now where somebody or something said so, and as it was seen; {@code declared} or {@code seen} is there. */
record Known(Optional<Machine> declared, Optional<Intent> set, Optional<Seen> seen) {

    Set<Mac> macs() {
        return declared.map(Machine::macs).orElseGet(() -> Set.of(seen.orElseThrow().mac()));
    }

    Optional<BootIntent> current() {
        return declared.map(machine -> set.map(Intent::current).orElse(machine.boot()));
    }

    /** What a person may look for, in small letters. */
    Stream<String> words() {
        return Stream.of(declared.map(Machine::id).stream(), declared.flatMap(Machine::hostname).stream(), macs().stream().map(Mac::toString),
                declared.stream().flatMap(machine -> machine.addresses().stream()).map(Object::toString), seen.flatMap(Seen::address).stream().map(Object::toString))
                .flatMap(words -> words).map(word -> word.toLowerCase(Locale.ROOT));
    }
}
