package dev.lamplighter.dhcp.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.boot.policy.BootSettings;
import dev.lamplighter.boot.policy.DefaultBootPolicy;
import dev.lamplighter.dhcp.Clients;
import dev.lamplighter.dhcp.Clients.Client;
import dev.lamplighter.dhcp.MemoryLeases;
import dev.lamplighter.dhcp.Segments;
import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpOption.LeaseTime;
import dev.lamplighter.dhcp.packet.DhcpOption.RequestedAddress;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets that are lost, doubled, late and in the wrong order, of clients that stop at any stage: an address never has two holders. */
class LossyNetworkTest {

    private static final int STEPS = 3000;
    private static final int CLIENTS = 12;
    private static final Segment LAB = Segments.full("192.0.2.50-192.0.2.55");
    private static final Ip4 DECLARED = Ip4.of("192.0.2.10");

    /** What a client believes to have, and until when. */
    private record Belief(int client, Instant until) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void an_address_has_one_holder_whatever_the_network_does(long seed) throws Exception {
        var random = new Random(seed);
        var node = new Machine("node", Set.of(client(0, Clients.NOON).mac()), Optional.empty(), Optional.empty(), List.of(DECLARED), Labels.NONE);
        var server = new FullDhcp(new DefaultBootPolicy(BootSettings.defaults(8080)), () -> new Inventory(List.of(node)), new MemoryLeases(),
                ConflictCheck.NONE, FullSettings.DEFAULT);
        Map<Ip4, Belief> held = new HashMap<>();
        Map<Integer, Ip4> offers = new HashMap<>();
        List<Map.Entry<Integer, DhcpPacket>> late = new ArrayList<>();
        Instant now = Clients.NOON;
        for (int step = 0; step < STEPS; step++) {
            now = now.plusMillis(random.nextInt(20_000));
            int who = random.nextInt(CLIENTS);
            DhcpPacket asked = question(random, client(who, now), offers.get(who), held, who);
            if (random.nextInt(5) == 0) {
                late.add(Map.entry(who, asked));
                continue;
            }
            var turns = new ArrayList<>(List.of(Map.entry(who, asked)));
            if (random.nextInt(6) == 0) {
                turns.add(Map.entry(who, asked));
            }
            if (!late.isEmpty() && random.nextInt(4) == 0) {
                turns.add(late.remove(random.nextInt(late.size())));
            }
            for (var turn : turns) {
                boolean lost = random.nextInt(5) == 0;
                hear(server, turn.getKey(), turn.getValue(), now, lost, held, offers);
            }
        }
        assertThat(held).isNotEmpty();
    }

    private static DhcpPacket question(Random random, Client client, Ip4 offered, Map<Ip4, Belief> held, int who) {
        Optional<Ip4> mine = held.entrySet().stream().filter(entry -> entry.getValue().client() == who).map(Map.Entry::getKey).findFirst();
        return switch (random.nextInt(8)) {
            case 0, 1 -> client.discover();
            case 2, 3 -> offered == null ? client.discover() : client.selecting(offered.toString());
            case 4 -> mine.map(address -> client.renewing(address.toString())).orElseGet(client::discover);
            case 5 -> mine.map(address -> client.rebooting(address.toString())).orElseGet(client::discover);
            case 6 -> random.nextInt(6) == 0 && mine.isPresent() ? client.packet(Kind.RELEASE, mine.get()) : client.discover();
            default -> random.nextInt(12) == 0 && offered != null ? client.packet(Kind.DECLINE, Ip4.NONE, new RequestedAddress(offered)) : client.discover();
        };
    }

    private static void hear(FullDhcp server, int who, DhcpPacket asked, Instant now, boolean lost, Map<Ip4, Belief> held, Map<Integer, Ip4> offers)
            throws Exception {
        if (asked.kind().equals(Optional.of(Kind.RELEASE)) || asked.kind().equals(Optional.of(Kind.DECLINE))) {
            held.values().removeIf(belief -> belief.client() == who);
        }
        if (!(client(who, now).outcome(server, asked) instanceof Outcome.Reply<DhcpPacket>(DhcpPacket answer))) {
            return;
        }
        if (answer.kind().equals(Optional.of(Kind.OFFER)) && !lost) {
            offers.put(who, answer.yiaddr());
        }
        if (!answer.kind().equals(Optional.of(Kind.ACK))) {
            return;
        }
        Ip4 address = answer.yiaddr();
        Belief other = held.get(address);
        assertThat(other == null || other.client() == who || !other.until().isAfter(now)).as("%s of %s goes to %d", address, other, who).isTrue();
        assertThat(address.equals(DECLARED) && who != 0).as("the declared address is its machine's alone").isFalse();
        if (!lost) {
            held.values().removeIf(belief -> belief.client() == who);
            held.put(address, new Belief(who, now.plus(answer.option(LeaseTime.class).map(LeaseTime::time).orElse(Duration.ZERO))));
        }
    }

    private static Client client(int number, Instant at) {
        var client = Clients.client("52:54:00:00:00:%02x".formatted(number), LAB);
        return client.later(Duration.between(Clients.NOON, at));
    }
}
