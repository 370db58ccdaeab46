package dev.lamplighter.console.service;

import dev.lamplighter.model.Mac;
import dev.lamplighter.timeline.Boot;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** By what a boot's machine is asked for: its hardware address, its UUID, or an address. */
public final class BootNames {

    private BootNames() {}

    public static Set<String> of(Boot boot) {
        return Stream.of(boot.mac().map(Mac::toString).stream(), boot.uuid().map(Object::toString).stream(), boot.addresses().stream())
                .flatMap(names -> names).collect(Collectors.toUnmodifiableSet());
    }

    /** What a person writes, as {@link #of} has it. */
    public static String asked(String written) {
        String name = written.strip().toLowerCase(Locale.ROOT);
        return Mac.parse(name).map(Mac::toString).orElse(name);
    }
}
