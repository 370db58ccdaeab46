package dev.lamplighter.store.lease;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip4Range;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.SegmentId;
import dev.lamplighter.store.lease.LeaseStore.Look;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The leases in memory, by address, by client, by hardware and by end. Each question costs the same
 * with a hundred leases and with a hundred thousand. Offers that nobody answers are bounded: a new one drops the oldest. Not safe for several
 * threads.
 */
final class LeaseTable implements HeldLeases {

    static final Comparator<Lease> BY_END =
            Comparator.comparing(Lease::expires).thenComparing(Lease::address).thenComparing(lease -> lease.segment().name());

    /** How many leases are looked at for one that fits. */
    private static final int LOOKED_AT = 4096;

    private final int remembered;
    private final int offered;
    private final Map<SegmentId, Map<Ip4, Lease>> byAddress = new HashMap<>();
    private final Map<SegmentId, AddressRuns> taken = new HashMap<>();
    private final Map<SegmentId, Map<ClientId, Lease>> byClient = new HashMap<>();
    private final Map<SegmentId, Map<Mac, List<Lease>>> byMac = new HashMap<>();
    private final TreeSet<Lease> byEnd = new TreeSet<>(BY_END);
    private final TreeSet<Lease> offers = new TreeSet<>(BY_END);

    LeaseTable(int remembered, int offered) {
        this.remembered = remembered;
        this.offered = offered;
    }

    @Override
    public Optional<Lease> find(SegmentId segment, ClientId client) {
        return Optional.ofNullable(byClient.getOrDefault(segment, Map.of()).get(client));
    }

    @Override
    public Optional<Lease> holder(SegmentId segment, Ip4 address) {
        return Optional.ofNullable(byAddress.getOrDefault(segment, Map.of()).get(address));
    }

    List<Lease> of(SegmentId segment, Mac mac) {
        return List.copyOf(byMac.getOrDefault(segment, Map.of()).getOrDefault(mac, List.of()));
    }

    Optional<Ip4> vacant(SegmentId segment, Ip4Range range) {
        return taken.computeIfAbsent(segment, _ -> new AddressRuns()).firstMissing(range);
    }

    Look ended(SegmentId segment, Optional<Lease> passed, Predicate<Ip4> fits, Instant now, int most) {
        return look(byEnd, passed, lease -> !lease.isOver(now), lease -> lease.segment().equals(segment) && fits.test(lease.address()), most);
    }

    Look oldestOffer(SegmentId segment, Optional<Lease> passed, Predicate<Ip4> fits, Instant now) {
        return look(offers, passed, _ -> false, lease -> !lease.isOver(now) && lease.segment().equals(segment) && fits.test(lease.address()), 1);
    }

    private static Look look(NavigableSet<Lease> leases, Optional<Lease> after, Predicate<Lease> ends, Predicate<Lease> fits, int most) {
        var found = new ArrayList<Lease>();
        Optional<Lease> passed = after;
        int looked = 0;
        for (Lease lease : after.map(it -> leases.tailSet(it, false)).orElse(leases)) {
            if (looked++ == LOOKED_AT || found.size() == most || ends.test(lease)) {
                break;
            }
            if (fits.test(lease)) {
                found.add(lease);
            } else if (found.isEmpty()) {
                passed = Optional.of(lease);
            }
        }
        return new Look(found, passed);
    }

    /** In no order, so that who asks for many keeps nobody waiting while they are sorted. */
    List<Lease> all(SegmentId segment) {
        return List.copyOf(byAddress.getOrDefault(segment, Map.of()).values());
    }

    /** What {@link HeldLeases#judge} says, and what must be forgotten for it. */
    Verdict claim(Lease wanted, Instant now) {
        return switch (judge(wanted, now)) {
            case Verdict.Refused refused -> refused;
            case Verdict.Kept kept -> kept;
            case Verdict.Changed(Change change) -> new Verdict.Changed(change.isDurable() ? forgetting(change, now) : dropping(change));
        };
    }

    /** The change that ends {@code held} now, or nothing where it is not its client's lease any more. */
    Optional<Change> release(Lease held, Instant now) {
        return ending(held, now);
    }

    void apply(Change change) {
        change.removed().forEach(this::remove);
        add(change.added());
    }

    /** Undoes {@code change}, which must be the last one that was applied. */
    void revert(Change change) {
        remove(change.added());
        change.removed().forEach(this::add);
    }

    void add(Lease lease) {
        byAddress.computeIfAbsent(lease.segment(), _ -> new HashMap<>()).put(lease.address(), lease);
        taken.computeIfAbsent(lease.segment(), _ -> new AddressRuns()).add(lease.address());
        if (lease.state() != Lease.State.QUARANTINED) {
            byClient.computeIfAbsent(lease.segment(), _ -> new HashMap<>()).put(lease.client(), lease);
        }
        byMac.computeIfAbsent(lease.segment(), _ -> new HashMap<>()).computeIfAbsent(lease.mac(), _ -> new ArrayList<>(1)).add(lease);
        byEnd.add(lease);
        if (lease.state() == Lease.State.OFFERED) {
            offers.add(lease);
        }
    }

    private void remove(Lease lease) {
        byAddress.getOrDefault(lease.segment(), Map.of()).remove(lease.address());
        taken.computeIfAbsent(lease.segment(), _ -> new AddressRuns()).remove(lease.address());
        if (lease.state() != Lease.State.QUARANTINED) {
            byClient.getOrDefault(lease.segment(), Map.of()).remove(lease.client());
        }
        byMac.getOrDefault(lease.segment(), Map.of()).computeIfPresent(lease.mac(), (_, leases) -> {
            leases.remove(lease);
            return leases.isEmpty() ? null : leases;
        });
        byEnd.remove(lease);
        offers.remove(lease);
    }

    /** {@code change}, which also drops the oldest offer where there are too many, whether it has ended or not. */
    private Change dropping(Change change) {
        long others = offers.size() - change.removed().stream().filter(lease -> lease.state() == Lease.State.OFFERED).count();
        if (others < offered) {
            return change;
        }
        var removed = new ArrayList<>(change.removed());
        offers.stream().filter(lease -> !change.removed().contains(lease)).findFirst().ifPresent(removed::add);
        return new Change(change.added(), removed);
    }

    /** {@code change}, which also drops the leases that ended first where there are too many. */
    private Change forgetting(Change change, Instant now) {
        int tooMany = byEnd.size() - change.removed().size() + 1 - remembered;
        if (tooMany <= 0) {
            return change;
        }
        var removed = new ArrayList<>(change.removed());
        for (var oldest : byEnd) {
            if (tooMany <= 0 || !oldest.isOver(now)) {
                break;
            }
            if (!change.removed().contains(oldest)) {
                removed.add(oldest);
                tooMany--;
            }
        }
        return new Change(change.added(), removed);
    }
}
