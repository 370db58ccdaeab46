package dev.lamplighter.appliance;

import dev.lamplighter.appliance.settings.Flags;
import dev.lamplighter.appliance.settings.Merged;
import dev.lamplighter.appliance.settings.SegmentSettings;
import dev.lamplighter.appliance.settings.SegmentSettings.SubnetSettings;
import dev.lamplighter.appliance.settings.Settings;
import dev.lamplighter.appliance.settings.SettingsException;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.UsageException;
import dev.lamplighter.cli.leases.LeasePlaces;
import dev.lamplighter.model.SegmentId;
import dev.lamplighter.model.Subnet;
import dev.lamplighter.net.Interfaces;
import dev.lamplighter.net.Interfaces.Assigned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the settings as {@code run} would, for the commands that work on leases. */
final class LeasesOfSettings implements LeasePlaces {

    @Override
    public Found find(List<String> flags, Console console) throws UsageException {
        try {
            Settings settings = Settings.of(Merged.of(Flags.read(flags), console.environment()));
            List<Leased> leased = new ArrayList<>();
            for (SegmentSettings segment : settings.segments()) {
                for (SubnetSettings subnet : segment.subnets()) {
                    subnet.subnet().or(() -> own(segment))
                            .ifPresent(known -> leased.add(new Leased(new SegmentId(segment.interfaceName()), known, subnet.times().longest())));
                }
            }
            return new Found(Appliance.leasesIn(settings.statePath()), leased);
        } catch (SettingsException mistake) {
            throw new UsageException(mistake.getMessage());
        }
    }

    /** The subnet of the advertised address, which is meant where none is written. */
    private static Optional<Subnet> own(SegmentSettings segment) {
        return Interfaces.addresses(segment.interfaceName()).orElse(List.of()).stream()
                .filter(own -> segment.advertise().isEmpty() || own.address().equals(segment.advertise().get())).map(Assigned::subnet).findFirst();
    }
}
