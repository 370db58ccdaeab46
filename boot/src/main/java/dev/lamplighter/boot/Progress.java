package dev.lamplighter.boot;

import dev.lamplighter.boot.machine.BootIntents;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.BootIntent;
import dev.lamplighter.model.IpAddress;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Profile;
import dev.lamplighter.model.Profile.NetBoot;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sees how far a machine has come that boots from the network once, and sends it to its disk when it has what boots it to the end: its config
 * where its profile has one, else the last file of its script that comes from here, else the script. A config counts for a machine that was
 * given its script, or asks from its own address, so that nobody who just looks at one moves a machine; nor does who asks on this host.
 */
final class Progress {

    private static final int MOST = 10_000;
    private static final String ASSETS = "/assets/";

    private final BootIntents intents;

    /** Machines that were given a script. */
    private final Recent<String, Boolean> begun = new Recent<>(MOST, MOST);

    /** Who fetches which file last. */
    private final Map<IpAddress, Awaited> awaited = new ConcurrentHashMap<>();

    private record Awaited(Machine machine, String path) {}

    Progress(BootIntents intents) {
        this.intents = intents;
    }

    /** The script of {@code profile} is on its way to {@code machine}. */
    void script(Machine machine, Profile profile, Arrival arrival) {
        if (!isOnce(machine) || isHere(arrival)) {
            return;
        }
        begun.put(machine.id(), true, 1);
        if (!profile.ignitionId().isEmpty() || !profile.cloudId().isEmpty() || !profile.genericId().isEmpty()) {
            return;
        }
        Optional<String> last = profile.boot().flatMap(Progress::lastFile);
        Optional<IpAddress> from = from(arrival);
        if (last.isEmpty() || from.isEmpty()) {
            intents.toDisk(machine, "has got its boot script", arrival);
        } else if (awaited.size() < MOST || awaited.containsKey(from.get())) {
            awaited.put(from.get(), new Awaited(machine, last.get()));
        }
    }

    /** A config is on its way to {@code machine}. */
    void config(Machine machine, String name, Arrival arrival) {
        boolean itself = begun.get(machine.id()).isPresent() || from(arrival).filter(machine.addresses()::contains).isPresent();
        if (isOnce(machine) && itself && !isHere(arrival)) {
            intents.toDisk(machine, "has fetched " + name, arrival);
        }
    }

    /** Whether some machine's last file is a file of ours. */
    boolean awaitsFiles() {
        return !awaited.isEmpty();
    }

    /** The asset {@code path} is on its way. */
    void asset(String path, Arrival arrival) {
        from(arrival).ifPresent(from -> {
            var last = Optional.ofNullable(awaited.get(from)).filter(file -> file.path().equals(path));
            if (last.isPresent() && awaited.remove(from, last.get()) && isOnce(last.get().machine())) {
                intents.toDisk(last.get().machine(), "has fetched " + ASSETS + path, arrival);
            }
        });
    }

    private boolean isOnce(Machine machine) {
        return intents.current(machine) == BootIntent.NETBOOT_ONCE;
    }

    private static boolean isHere(Arrival arrival) {
        return from(arrival).isPresent() && (arrival.from().getAddress().isLoopbackAddress() || arrival.from().getAddress().equals(arrival.to().getAddress()));
    }

    private static Optional<IpAddress> from(Arrival arrival) {
        return Optional.ofNullable(arrival.from().getAddress()).map(IpAddress::of);
    }

    /** The path below the assets of the last initrd that comes from there, else of the kernel. */
    private static Optional<String> lastFile(NetBoot boot) {
        var files = new ArrayList<>(boot.initrd());
        files.addFirst(boot.kernel());
        return files.reversed().stream().map(Progress::path).filter(path -> path.startsWith(ASSETS)).map(path -> path.substring(ASSETS.length())).findFirst();
    }

    /** Of {@code --name main http://host/path?query} the path. */
    private static String path(String file) {
        String address = file.strip().substring(file.strip().lastIndexOf(' ') + 1);
        int authority = address.indexOf("://");
        int path = authority < 0 ? 0 : address.indexOf('/', authority + 3);
        int end = address.indexOf('?');
        return path < 0 ? "" : address.substring(path, end < path ? address.length() : end);
    }
}
