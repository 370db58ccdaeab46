package dev.lamplighter.dhcp.server;

import java.time.Duration;

/**
 * Limits and habits of the door.
 *
 * @param waiting how many answers may wait (for the disk, for ARP) at once
 * @param waitingPerClient how many of those for one client
 * @param perClient how often a station may ask
 * @param perSegment how often all stations of a segment may ask
 * @param remembered of how many stations the rate is known
 * @param alone how long other servers are asked for before addresses are leased; zero asks nobody
 * @param conflictWait how long a station has to say that it has an address that would be offered
 */
public record DhcpSettings(int waiting, int waitingPerClient, Rate perClient, Rate perSegment, int remembered, Duration alone, Duration conflictWait) {

    public static final DhcpSettings DEFAULT = new DhcpSettings(1024, 4, new Rate(64, 24), new Rate(30_000, 30_000), 16_384, Duration.ofMillis(2500),
            Duration.ofMillis(250));

    /** So many at once, and so many in each second after that. */
    public record Rate(int burst, int perSecond) {}

    /** The same, but starting without a look for other servers. */
    public DhcpSettings withoutAsking() {
        return new DhcpSettings(waiting, waitingPerClient, perClient, perSegment, remembered, Duration.ZERO, conflictWait);
    }
}
