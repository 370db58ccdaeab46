package dev.lamplighter.boot;

import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Machine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** The declared machine that asks, and the token by which it may tell that it has been installed. */
public record KnownMachine(Machine machine, Supplier<String> token) {

    /** The labels that select a group for whoever says {@code said}: what is declared of it counts more. */
    public static Labels selecting(Inventory machines, Labels said) {
        return machines.find(said).map(machine -> new KnownMachine(machine, () -> "").over(said)).orElse(said);
    }

    /** What the machine says of itself, and over that what is declared of it. */
    Labels over(Labels said) {
        var labels = new LinkedHashMap<>(said.values());
        machine.uuid().ifPresent(uuid -> labels.put("uuid", uuid.toString()));
        machine.serial().ifPresent(serial -> labels.put("serial", serial));
        machine.hostname().ifPresent(hostname -> labels.put("hostname", hostname));
        machine.macs().stream().findFirst().ifPresent(mac -> labels.putIfAbsent("mac", mac.toString()));
        labels.putAll(machine.labels().values());
        return new Labels(labels);
    }

    /** What templates see as {@code .request.machine}. */
    Map<String, Object> facts() {
        return Map.of("name", machine.id(),
                "hostname", machine.hostname().orElse(""),
                "uuid", machine.uuid().map(UUID::toString).orElse(""),
                "serial", machine.serial().orElse(""),
                "macs", List.<Object>copyOf(machine.macs().stream().map(Object::toString).toList()),
                "addresses", List.<Object>copyOf(machine.addresses().stream().map(Object::toString).toList()),
                "labels", new LinkedHashMap<String, Object>(machine.labels().values()),
                "token", token.get());
    }
}
