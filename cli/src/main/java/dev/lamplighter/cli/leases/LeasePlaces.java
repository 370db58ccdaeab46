package dev.lamplighter.cli.leases;

import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.UsageException;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.SegmentId;
import dev.lamplighter.model.Subnet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Finds out where the server of this host keeps its leases, and which addresses it leases, as its settings say. */
@FunctionalInterface
public interface LeasePlaces {

    /** Addresses that are leased on a segment, for {@code longest} at most. */
    record Leased(SegmentId segment, Subnet subnet, Duration longest) {}

    /** The database, and the subnets that are leased. */
    record Found(Path database, List<Leased> subnets) {
        public Found {
            subnets = List.copyOf(subnets);
        }

        Optional<Leased> of(Ip4 address) {
            return subnets.stream().filter(each -> each.subnet().contains(address)).findFirst();
        }
    }

    /** {@code flags} are those of {@code run} that were given. */
    Found find(List<String> flags, Console console) throws UsageException;
}
