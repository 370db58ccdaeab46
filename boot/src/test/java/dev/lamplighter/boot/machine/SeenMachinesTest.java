package dev.lamplighter.boot.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Arch;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.EventHub;
import dev.lamplighter.model.event.Stamp;
import dev.lamplighter.model.event.Wire;
import dev.lamplighter.store.state.MachineState;
import dev.lamplighter.store.state.Seen;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SeenMachinesTest {

    static final Mac MAC = Mac.of("52:54:00:a1:9c:01");
    static final UUID ID = new UUID(1, 2);
    static final Instant THEN = Instant.parse("2026-11-24T00:00:00Z");
    static final Wire WIRE = new Wire("eth1", new InetSocketAddress("192.0.2.9", 68), new InetSocketAddress("192.0.2.2", 67));

    final MachineState state = MachineState.inMemory(new EventHub("test", Clock.systemUTC()));
    final SeenMachines seen = new SeenMachines(state);

    private void dhcp(int seconds, Optional<UUID> uuid, Optional<Arch> arch, Optional<Ip4> address) {
        seen.accept(new BootEvent.Dhcp(new Stamp("test", 1, THEN.plusSeconds(seconds), 0), WIRE, 1, MAC, uuid, arch, false, "DISCOVER", Optional.of("OFFER"), address,
                Optional.empty(), Optional.empty()));
    }

    private void http(String path) {
        seen.accept(new BootEvent.Http(new Stamp("test", 1, THEN, 0), WIRE, "GET", path, Labels.of("mac", MAC.toString()), OptionalInt.of(404), 0, Duration.ZERO, "",
                Optional.empty()));
    }

    @Test
    void a_stranger_that_boots_is_remembered_with_what_it_says_and_when() {
        dhcp(0, Optional.of(ID), Optional.of(Arch.EFI_X64), Optional.of(Ip4.of("192.0.2.100")));
        dhcp(60, Optional.empty(), Optional.empty(), Optional.of(Ip4.of("192.0.2.101")));
        assertThat(state.seen()).containsExactly(new Seen(MAC, Optional.of(ID), Optional.of(Arch.EFI_X64), Optional.of(Ip4.of("192.0.2.101")), THEN,
                THEN.plusSeconds(60)));
    }

    @Test
    void a_telephone_that_only_wants_an_address_is_not() {
        dhcp(0, Optional.empty(), Optional.empty(), Optional.of(Ip4.of("192.0.2.100")));
        assertThat(state.seen()).isEmpty();
    }

    @Test
    void where_another_server_leases_the_addresses_http_tells() {
        http("/assets/k");
        assertThat(state.seen()).isEmpty();
        http("/ipxe");
        assertThat(state.seen(MAC)).flatMap(Seen::address).contains(Ip4.of("192.0.2.9"));
    }
}
