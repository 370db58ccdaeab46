package dev.lamplighter.cli.machines;

import dev.lamplighter.boot.machine.Vendors;
import dev.lamplighter.model.Arch;
import dev.lamplighter.model.BootIntent;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Machine;
import dev.lamplighter.store.catalog.CatalogFile;
import dev.lamplighter.store.state.Intent;
import dev.lamplighter.store.state.Seen;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** One machine: as it is declared, as it boots now ({@code set} where somebody or something said so), and as it was seen; one of the outer two is there. */
record Entry(Optional<Machine> declared, Optional<Intent> set, Optional<Seen> seen) {

    Optional<BootIntent> current() {
        return declared.map(machine -> set.map(Intent::current).orElse(machine.boot()));
    }

    private Optional<Mac> mac() {
        return declared.flatMap(machine -> machine.macs().stream().findFirst()).or(() -> seen.map(Seen::mac));
    }

    /** The cells of a table: name, hardware address, address, host name, boot, last seen, vendor. */
    String[] row() {
        var macs = declared.map(Machine::macs).orElseGet(() -> Set.of(seen.orElseThrow().mac()));
        return new String[] {declared.map(Machine::id).orElse("-"),
            mac().map(Mac::toString).orElse("-") + (macs.size() > 1 ? " +" + (macs.size() - 1) : ""),
            declared.filter(machine -> !machine.addresses().isEmpty())
                    .map(machine -> machine.addresses().stream().map(Object::toString).collect(Collectors.joining(" ")))
                    .or(() -> seen.flatMap(Seen::address).map(Object::toString)).orElse("-"),
            declared.flatMap(Machine::hostname).orElse("-"),
            current().map(BootIntent::key).orElse("-"),
            seen.map(it -> it.last().truncatedTo(ChronoUnit.SECONDS).toString()).orElse("never"),
            mac().flatMap(Vendors::of).orElse("-")};
    }

    Bytes json() {
        var all = new LinkedHashMap<String, Object>();
        declared.ifPresent(machine -> declared(all, machine));
        current().ifPresent(intent -> all.put("current_boot", intent.key()));
        set.ifPresent(intent -> {
            all.put("current_boot_since", intent.since().toString());
            all.put("current_boot_because", intent.why());
        });
        mac().flatMap(Vendors::of).ifPresent(vendor -> all.put("vendor", vendor));
        seen.ifPresent(it -> all.put("seen", seen(it)));
        return CatalogFile.text(all);
    }

    private static void declared(Map<String, Object> all, Machine machine) {
        all.put("name", machine.id());
        all.put("macs", List.<Object>copyOf(machine.macs().stream().map(Mac::toString).toList()));
        machine.uuid().map(UUID::toString).ifPresent(uuid -> all.put("uuid", uuid));
        machine.serial().ifPresent(serial -> all.put("serial", serial));
        machine.hostname().ifPresent(hostname -> all.put("hostname", hostname));
        all.put("addresses", List.<Object>copyOf(machine.addresses().stream().map(Object::toString).toList()));
        all.put("labels", new LinkedHashMap<String, Object>(machine.labels().values()));
        all.put("boot", machine.boot().key());
        machine.secure().ifPresent(secure -> all.put("secure", secure));
        machine.file().ifPresent(file -> all.put("file", file));
    }

    private static Map<String, Object> seen(Seen it) {
        var seen = new LinkedHashMap<String, Object>();
        seen.put("mac", it.mac().toString());
        it.uuid().map(UUID::toString).ifPresent(uuid -> seen.put("uuid", uuid));
        it.arch().map(Arch::toString).ifPresent(arch -> seen.put("arch", arch));
        it.address().map(Object::toString).ifPresent(address -> seen.put("address", address));
        seen.put("first", it.first().toString());
        seen.put("last", it.last().toString());
        return seen;
    }
}
