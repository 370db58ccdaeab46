package dev.lamplighter.appliance;

import dev.lamplighter.appliance.settings.SegmentSettings;
import dev.lamplighter.appliance.settings.Settings;
import dev.lamplighter.boot.machine.BootIntents;
import dev.lamplighter.boot.reads.ReadGuard;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.Segment.DhcpMode;
import dev.lamplighter.model.Subnet;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.net.Interfaces;
import dev.lamplighter.net.Interfaces.Assigned;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.catalog.CatalogStore;
import dev.lamplighter.store.lease.LeaseSnapshot;
import dev.lamplighter.store.lease.LeaseStore;
import dev.lamplighter.store.lease.SqliteLeaseStore;
import dev.lamplighter.store.state.MachineState;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What a server would decide that was started with some settings: nothing is opened on the network and nothing is written. Leases and boot intents are
 * those that are on disk. An interface that is not on this host is taken to be as its settings say.
 */
final class Imagined implements AutoCloseable {

    /** Of an interface whose subnet nobody says. */
    private static final int USUAL_PREFIX = 24;

    private final CatalogStore catalog;
    private final Optional<LeaseStore> leases;
    private final MachineState machines;
    private final Decisions decisions;

    private Imagined(CatalogStore catalog, Optional<LeaseStore> leases, MachineState machines, Decisions decisions) {
        this.catalog = catalog;
        this.leases = leases;
        this.machines = machines;
        this.decisions = decisions;
    }

    /** {@code events} hears of files that are broken. */
    static Imagined of(Settings settings, Events events) throws CannotStart {
        List<Segment> segments = new Segments(name -> addresses(settings, name), mode -> Booting.servesDns(settings, mode)).resolve(settings.segments());
        CatalogStore catalog = Decisions.catalog(settings, events);
        try {
            Optional<LeaseStore> leases = segments.stream().anyMatch(segment -> segment.dhcp() == DhcpMode.FULL)
                    ? Optional.of(SqliteLeaseStore.inMemory(LeaseSnapshot.read(Appliance.leasesIn(settings.statePath())))) : Optional.empty();
            var machines = MachineState.copyOf(Appliance.machinesIn(settings.statePath()), events);
            var kept = new Decisions.Kept(leases, new BootIntents(machines, Clock.systemUTC(), events), ReadGuard.open());
            return new Imagined(catalog, leases, machines, new Decisions(settings, segments, catalog, kept, Clock.systemUTC()));
        } catch (StoreException unreadable) {
            catalog.close();
            throw new CannotStart(unreadable.getMessage(), unreadable);
        }
    }

    Decisions decisions() {
        return decisions;
    }

    /** This host's, where they are what the settings say; else what the settings say. */
    private static Optional<List<Assigned>> addresses(Settings settings, String name) {
        Optional<List<Assigned>> real = Interfaces.addresses(name).filter(found -> !found.isEmpty());
        Optional<SegmentSettings> written = settings.segments().stream().filter(segment -> segment.interfaceName().equals(name)).findFirst();
        Optional<Ip4> said = written.flatMap(SegmentSettings::advertise);
        if (said.isEmpty() || real.filter(found -> found.stream().anyMatch(own -> own.address().equals(said.get()))).isPresent()) {
            return real;
        }
        Subnet around = written.get().subnets().stream().flatMap(subnet -> subnet.subnet().stream()).filter(subnet -> subnet.contains(said.get())).findFirst()
                .orElseGet(() -> new Subnet(said.get(), USUAL_PREFIX));
        return Optional.of(List.of(new Assigned(said.get(), around)));
    }

    @Override
    public void close() throws StoreException {
        catalog.close();
        machines.close();
        if (leases.isPresent()) {
            leases.get().close();
        }
    }
}
