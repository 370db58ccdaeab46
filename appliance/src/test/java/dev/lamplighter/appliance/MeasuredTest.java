package dev.lamplighter.appliance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.appliance.settings.Flags;
import dev.lamplighter.appliance.settings.Merged;
import dev.lamplighter.appliance.settings.Settings;
import dev.lamplighter.console.metrics.Facts.PoolUse;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip4Range;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.Segment.DhcpMode;
import dev.lamplighter.model.Subnet;
import dev.lamplighter.model.SubnetPlan;
import dev.lamplighter.model.event.EventHub;
import dev.lamplighter.store.catalog.FileCatalogSettings;
import dev.lamplighter.store.catalog.FileCatalogStore;
import dev.lamplighter.store.lease.ClientId;
import dev.lamplighter.store.lease.Lease;
import dev.lamplighter.store.lease.SqliteLeaseStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredTest {

    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    static final SubnetPlan POOLED = new SubnetPlan(Subnet.of("192.0.2.0/24"), Optional.of(Ip4Range.of("192.0.2.10-192.0.2.19")), Duration.ofMinutes(30), List.of(), List.of(),
            Optional.empty());
    static final SubnetPlan UNPOOLED = new SubnetPlan(Subnet.of("198.51.100.0/24"), Optional.empty(), Duration.ofMinutes(30), List.of(), List.of(), Optional.empty());
    static final Segment LAB = new Segment("eth1", Ip4.of("192.0.2.2"), Optional.of(POOLED.subnet()), DhcpMode.FULL, List.of(POOLED, UNPOOLED));

    @TempDir
    Path folder;

    @Test
    void a_pool_is_used_by_leases_in_it_that_are_not_over() throws Exception {
        try (var store = SqliteLeaseStore.open(folder.resolve("leases.sqlite"))) {
            lease(store, 1, "192.0.2.10", Lease.State.BOUND, NOW.plusSeconds(60));
            lease(store, 2, "192.0.2.11", Lease.State.OFFERED, NOW.plusSeconds(60));
            lease(store, 3, "192.0.2.12", Lease.State.BOUND, NOW.minusSeconds(1));
            lease(store, 4, "192.0.2.99", Lease.State.BOUND, NOW.plusSeconds(60));
            lease(store, 5, "198.51.100.7", Lease.State.QUARANTINED, NOW.plusSeconds(60));
            try (var catalog = catalog()) {
                var use = new Measured(settings(), () -> List.of(LAB), Optional.of(store), catalog, () -> 0, Optional::empty, () -> NOW).segments();
                assertThat(use).hasSize(1);
                assertThat(use.getFirst().name()).isEqualTo("eth1");
                assertThat(use.getFirst().leases()).isEqualTo(Map.of("bound", 2L, "offered", 1L, "quarantined", 1L));
                assertThat(use.getFirst().pools()).containsExactly(new PoolUse("192.0.2.0/24", 10, 2));
            }
        }
    }

    @Test
    void the_catalog_is_counted_as_it_is_in_service() throws Exception {
        for (String each : List.of("groups", "profiles", "machines")) {
            Files.createDirectories(folder.resolve(each));
        }
        Files.writeString(folder.resolve("groups/a.json"), "{\"id\":\"a\",\"profile\":\"p\"}");
        Files.writeString(folder.resolve("groups/broken.json"), "{");
        Files.writeString(folder.resolve("profiles/p.json"), "{\"id\":\"p\"}");
        try (var catalog = catalog()) {
            var measured = new Measured(settings(), List::of, Optional.empty(), catalog, () -> 0, Optional::empty, () -> NOW);
            assertThat(measured.catalog()).isEqualTo(Map.of("group", 1, "profile", 1, "machine", 0));
            assertThat(measured.segments()).isEmpty();
            assertThat(measured.certificates()).isEmpty();
        }
    }

    private FileCatalogStore catalog() {
        return new FileCatalogStore(folder, FileCatalogSettings.defaults(), new EventHub("test", Clock.systemUTC()));
    }

    private static Settings settings() throws Exception {
        return Settings.of(Merged.of(Flags.read(List.of("--config", "none")), Map.of()));
    }

    private static void lease(SqliteLeaseStore store, int client, String address, Lease.State state, Instant end) throws Exception {
        Mac mac = Mac.of("52:54:00:00:00:%02x".formatted(client));
        store.claim(new Lease(LAB.id(), new ClientId(Bytes.hex("015254000000%02x".formatted(client))), Ip4.of(address), state, end, mac, Optional.empty()), NOW.minusSeconds(10));
    }
}
