package dev.lamplighter.appliance;

import dev.lamplighter.boot.Ask;
import dev.lamplighter.boot.Resource;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Machine;
import dev.lamplighter.tftp.service.Meaning;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What file names mean over TFTP: a file in the asking machine's own folder, where those are switched on, then a boot file, and below
 * {@code assets/} what HTTP serves there. A machine's folders are its MAC ({@code 52-54-00-a1-9c-ae}), its name, its hostname and its address,
 * in this order; the names are dnsmasq's {@code --tftp-unique-root}, MAC and IP.
 */
final class TftpNames implements Meaning {

    private static final String ASSETS = "assets/";

    private final boolean machineFolders;
    private final Function<Ip4, Optional<Mac>> neighbours;
    private final Supplier<Inventory> machines;

    /** {@code neighbours} tells whose address an address is; it may wait. */
    TftpNames(boolean machineFolders, Function<Ip4, Optional<Mac>> neighbours, Supplier<Inventory> machines) {
        this.machineFolders = machineFolders;
        this.neighbours = neighbours;
        this.machines = machines;
    }

    @Override
    public List<Ask> of(String file, Arrival arrival) {
        var asks = new ArrayList<Ask>();
        String name = file.replace('\\', '/').replaceFirst("^/+", "");
        if (machineFolders && arrival.from().getAddress() instanceof Inet4Address four) {
            folders(Ip4.of(four)).forEach(folder -> asks.add(Ask.of(new Resource.BootFile(folder + "/" + name, false))));
        }
        asks.add(Ask.of(new Resource.BootFile(file)));
        if (name.startsWith(ASSETS) && !name.contains("/../") && !name.endsWith("/..")) {
            asks.add(Ask.of(new Resource.Asset(name.substring(ASSETS.length()))));
        }
        return asks;
    }

    private Set<String> folders(Ip4 client) {
        var names = new LinkedHashSet<String>();
        Optional<Mac> mac = neighbours.apply(client);
        Inventory known = machines.get();
        Optional<Machine> machine = mac.flatMap(known::find);
        mac.ifPresent(its -> names.add(its.toString().replace(':', '-')));
        machine.ifPresent(its -> {
            names.add(its.id());
            its.hostname().ifPresent(names::add);
        });
        names.add(client.toString());
        names.removeIf(folder -> folder.contains("/") || folder.startsWith("."));
        return names;
    }
}
