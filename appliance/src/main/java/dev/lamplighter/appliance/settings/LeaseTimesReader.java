package dev.lamplighter.appliance.settings;

import dev.lamplighter.model.LeaseTimes;
import java.time.Duration;
import java.util.Optional;

/** Reads how long a subnet leases its addresses. */
final class LeaseTimesReader {

    private static final Duration USUAL = Duration.ofMinutes(30);

    private LeaseTimesReader() {}

    static LeaseTimes in(Section fields) throws SettingsException {
        Duration usual = time(fields, "lease").orElse(USUAL);
        LeaseTimes defaults = LeaseTimes.of(usual);
        Duration shortest = time(fields, "min-lease").orElse(defaults.shortest());
        Duration longest = time(fields, "max-lease").orElse(defaults.longest());
        if (shortest.compareTo(usual) > 0) {
            throw contradiction(fields, "min-lease", "is longer than `lease`: make it shorter");
        }
        if (longest.compareTo(usual) < 0) {
            throw contradiction(fields, "max-lease", "is shorter than `lease`: make it longer");
        }
        Optional<Duration> t1 = time(fields, "t1");
        Optional<Duration> t2 = time(fields, "t2");
        if (t2.isPresent() && t2.get().compareTo(usual) >= 0) {
            throw contradiction(fields, "t2", "comes after the lease has ended: make it shorter than `lease`");
        }
        if (t1.isPresent() && t1.get().compareTo(t2.orElse(usual)) >= 0) {
            throw contradiction(fields, "t1", "comes after `t2` or the end of the lease: make it shorter");
        }
        return new LeaseTimes(usual, shortest, longest, t1, t2);
    }

    private static Optional<Duration> time(Section fields, String name) throws SettingsException {
        Optional<Given> given = fields.given(name);
        return given.isPresent() ? Optional.of(Values.duration(given.get(), name)) : Optional.empty();
    }

    private static SettingsException contradiction(Section fields, String name, String what) {
        return SettingsException.at(fields.all().get(name).value().origin(), name, what);
    }
}
