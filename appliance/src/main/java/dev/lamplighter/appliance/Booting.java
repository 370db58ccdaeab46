package dev.lamplighter.appliance;

import dev.lamplighter.appliance.settings.SegmentBoot;
import dev.lamplighter.appliance.settings.SegmentSettings;
import dev.lamplighter.appliance.settings.Settings;
import dev.lamplighter.boot.policy.BootSettings;
import dev.lamplighter.boot.policy.DefaultBootPolicy;
import dev.lamplighter.boot.policy.OnSegment;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.Segment.DhcpMode;
import dev.lamplighter.model.SegmentId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What settings say of booting where a segment is. */
final class Booting {

    private Booting() {}

    /** Whether our DNS answers on a segment of that mode: where asked for, else where our DHCP names us as DNS server, or DNS is set up. */
    static boolean servesDns(Settings settings, DhcpMode mode) {
        return switch (settings.dns()) {
            case ON -> true;
            case OFF -> false;
            case AUTO -> mode == DhcpMode.FULL || settings.dnsIsSetUp();
        };
    }

    /** Whether our DHCP answers there. */
    static boolean hasDhcpSocket(Segment segment) {
        return switch (segment.dhcp()) {
            case PROXY, FULL -> true;
            case EXISTING, OFF -> false;
        };
    }

    static SegmentBoot on(Settings settings, Segment segment) {
        return settings.segments().stream().filter(written -> written.interfaceName().equals(segment.interfaceName())).map(SegmentSettings::boot).findFirst().orElseThrow();
    }

    /** What the operator says about booting, for {@link DefaultBootPolicy}. */
    static BootSettings settings(Settings settings, List<Segment> segments) {
        Map<SegmentId, OnSegment> each = new LinkedHashMap<>();
        segments.forEach(segment -> each.put(segment.id(), new OnSegment(on(settings, segment).answering(segment.dhcp()),
                on(settings, segment).secure().orElse(settings.secureBoot()))));
        return new BootSettings(settings.bootName(), servesDns(settings, DhcpMode.FULL), settings.bootUrl(), settings.forBooting().port(), settings.bootFiles(), each);
    }
}
