package dev.lamplighter.walk.wire;

import dev.lamplighter.model.Ip4;
import java.time.Duration;
import java.util.Optional;

/**
 * How an interface is used. {@code patience} is how long an answer to one DHCP question may take; {@code linger} how long after the first offer of an
 * address others are waited for, and {@code again} the time after which a question is sent again. With {@code takesAddress} the interface gets the
 * address that was leased, for as long as it is. {@code server} is where a relay sends, instead of to everybody.
 */
public record LinkSettings(String interfaceName, Duration patience, Duration linger, Duration again, boolean takesAddress, Optional<Ip4> server) {

    /** Some servers look for three seconds whether an address is free before they offer it. */
    public static LinkSettings on(String interfaceName) {
        return new LinkSettings(interfaceName, Duration.ofSeconds(10), Duration.ofMillis(1500), Duration.ofSeconds(4), false, Optional.empty());
    }

    public LinkSettings withPatience(Duration longest) {
        return new LinkSettings(interfaceName, longest, linger.compareTo(longest) < 0 ? linger : longest, again, takesAddress, server);
    }

    public LinkSettings takingAddress(boolean takes) {
        return new LinkSettings(interfaceName, patience, linger, again, takes, server);
    }

    public LinkSettings relayingTo(Optional<Ip4> relayed) {
        return new LinkSettings(interfaceName, patience, linger, again, takesAddress, relayed);
    }
}
