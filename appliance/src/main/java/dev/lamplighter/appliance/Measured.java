package dev.lamplighter.appliance;

import dev.lamplighter.appliance.settings.Settings;
import dev.lamplighter.console.metrics.Facts;
import dev.lamplighter.model.Ip4Range;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.Segment.DhcpMode;
import dev.lamplighter.model.SubnetPlan;
import dev.lamplighter.net.tls.BadPem;
import dev.lamplighter.net.tls.PemContents;
import dev.lamplighter.store.catalog.Catalog;
import dev.lamplighter.store.catalog.CatalogStore;
import dev.lamplighter.store.lease.Lease;
import dev.lamplighter.store.lease.LeaseStore;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the appliance knows of itself, for metrics. {@code served} are those that are served now; {@code lost} counts events that were not heard. */
record Measured(Settings settings, Supplier<List<Segment>> served, Optional<LeaseStore> leases, CatalogStore store, LongSupplier lost,
        Supplier<Optional<String>> whyNot, InstantSource clock) implements Facts {

    @Override
    public List<SegmentUse> segments() {
        return leases.stream().flatMap(known -> served.get().stream().filter(segment -> segment.dhcp() == DhcpMode.FULL).map(segment -> use(segment, known))).toList();
    }

    private SegmentUse use(Segment segment, LeaseStore known) {
        Instant now = clock.instant();
        Map<Lease.State, Long> states = new EnumMap<>(Lease.State.class);
        long[] used = new long[segment.subnets().size()];
        for (Lease lease : known.all(segment.id())) {
            if (!lease.isOver(now)) {
                states.merge(lease.state(), 1L, Long::sum);
                for (int i = 0; i < used.length; i++) {
                    used[i] += segment.subnets().get(i).pooled(lease.address()) ? 1 : 0;
                }
            }
        }
        Map<String, Long> leased = Arrays.stream(Lease.State.values())
                .collect(Collectors.toMap(state -> state.name().toLowerCase(Locale.ROOT), state -> states.getOrDefault(state, 0L)));
        Map<String, PoolUse> pools = new LinkedHashMap<>();
        for (int i = 0; i < used.length; i++) {
            SubnetPlan plan = segment.subnets().get(i);
            if (!plan.pools().isEmpty()) {
                String subnet = plan.subnet().toString();
                pools.putIfAbsent(subnet, new PoolUse(subnet, plan.pools().stream().mapToLong(Ip4Range::size).sum(), used[i]));
            }
        }
        return new SegmentUse(segment.interfaceName(), leased, List.copyOf(pools.values()));
    }

    @Override
    public Map<String, Integer> catalog() {
        Catalog now = store.current();
        return Map.of("group", now.groupCount(), "profile", now.profileCount(), "machine", now.machines().machines().size());
    }

    @Override
    public Map<String, Instant> certificates() {
        Map<String, Path> files = new LinkedHashMap<>();
        settings.tls().ifPresent(tls -> files.put("https", tls.certificate()));
        settings.console().tls().ifPresent(tls -> files.put("console", tls.certificate()));
        settings.rpc().ifPresent(rpc -> {
            files.put("grpc", rpc.certificate());
            files.put("grpc-ca", rpc.ca());
        });
        Map<String, Instant> ends = new LinkedHashMap<>();
        files.forEach((what, file) -> end(file).ifPresent(end -> ends.put(what, end)));
        return ends;
    }

    /** A file that cannot be read is told elsewhere, as {@code tls-kept}. */
    private static Optional<Instant> end(Path file) {
        try {
            return PemContents.certificates(file).stream().map(X509Certificate::getNotAfter).min(Comparator.naturalOrder()).map(Date::toInstant);
        } catch (BadPem unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public long eventsLost() {
        return lost.getAsLong();
    }

    @Override
    public Optional<String> unready() {
        return whyNot.get();
    }
}
