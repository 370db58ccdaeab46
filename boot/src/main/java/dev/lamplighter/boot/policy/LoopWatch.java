package dev.lamplighter.boot.policy;

import dev.lamplighter.model.Mac;
import dev.lamplighter.model.event.BootEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Notices machines that go in circles: the third time within a minute that one is sent the same boot file in the same kind of answer. Counts by
 * the events' monotonic time, and keeps only so many machines in mind. One thread at a time.
 */
public final class LoopWatch {

    private static final int TOO_OFTEN = 3;

    private record Answered(Mac mac, boolean ipxe, String kind, String file) {}

    private final Duration within;
    private final Map<Answered, ArrayDeque<Asked>> times;

    /** One question, which may be heard several times: it is sent again, or comes through two relays. */
    private record Asked(int xid, long at) {}

    public LoopWatch() {
        this(Duration.ofMinutes(1), 4096);
    }

    LoopWatch(Duration within, int most) {
        this.within = within;
        this.times = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Answered, ArrayDeque<Asked>> eldest) {
                return size() > most;
            }
        };
    }

    /** A sentence for the operator, where this answer closed a circle. */
    public Optional<String> heard(BootEvent.Dhcp event) {
        if (event.answered().isEmpty() || event.bootFile().isEmpty() || (!event.ipxe() && event.arch().isEmpty())) {
            return Optional.empty();
        }
        var answered = new Answered(event.mac(), event.ipxe(), event.answered().get(), event.bootFile().get());
        var before = Optional.ofNullable(times.remove(answered)).orElseGet(ArrayDeque::new);
        long now = event.stamp().monotonic();
        before.removeIf(then -> now - then.at() > within.toNanos() || then.xid() == event.xid());
        before.add(new Asked(event.xid(), now));
        boolean circle = before.size() >= TOO_OFTEN;
        if (circle) {
            before.clear();
        }
        times.put(answered, before);
        return circle ? Optional.of(sentence(answered)) : Optional.empty();
    }

    private static String sentence(Answered answered) {
        String again = answered.mac() + " was sent " + answered.file() + " for the third time within a minute: ";
        return again + (answered.ipxe()
                ? "check whether it can open that URL (its screen shows the error; the log shows whether its request came), and whether a group selects it"
                : "check whether TFTP brings the file to it (the log shows the transfer), whether the file suits its firmware (try snponly.efi for UEFI), and whether another"
                        + " DHCP server answers it too");
    }
}
