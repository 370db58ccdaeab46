package dev.lamplighter.appliance.settings;

import dev.lamplighter.boot.policy.Answering;
import dev.lamplighter.model.Segment.DhcpMode;
import java.util.Arrays;
import java.util.Optional;

/** What is said of booting on one segment; what is left open goes by DHCP's mode, or by {@code boot.secure}. */
public record SegmentBoot(Optional<Answering> answering, Optional<Boolean> routerAdvertisement, Optional<Boolean> secure) {

    public Answering answering(DhcpMode mode) {
        return answering.orElse(mode == DhcpMode.PROXY ? Answering.MATCHED : Answering.ALL);
    }

    /** Switches may guard against advertisements where others run the network, so it is on only where we do. */
    public boolean advertises(DhcpMode mode) {
        return switch (mode) {
            case FULL, PROXY -> routerAdvertisement.orElse(mode == DhcpMode.FULL);
            case EXISTING, OFF -> false;
        };
    }

    static SegmentBoot of(Optional<Given> answer, Optional<Given> ra, Optional<Given> secure, String prefix) throws SettingsException {
        Optional<Answering> answering = answer.isEmpty() ? Optional.empty() : Values.optional(answer.get(), prefix + "answer",
                text -> Arrays.stream(Answering.values()).filter(some -> some.key().equals(text)).findFirst(), "one of all, matched, known");
        Optional<Optional<Boolean>> advertise = ra.isEmpty() ? Optional.empty() : Optional.of(Values.parse(ra.get(), prefix + "ra", SegmentBoot::choice,
                "one of auto, on, off"));
        return new SegmentBoot(answering, advertise.flatMap(chosen -> chosen), secure.isEmpty() ? Optional.empty()
                : Optional.of(Values.truth(secure.get(), "secure")));
    }

    private static Optional<Optional<Boolean>> choice(String text) {
        return switch (text) {
            case "auto" -> Optional.of(Optional.empty());
            case "on" -> Optional.of(Optional.of(true));
            case "off" -> Optional.of(Optional.of(false));
            default -> Flags.truth(text).flatMap(truth -> Optional.of(Optional.of(truth)));
        };
    }
}
