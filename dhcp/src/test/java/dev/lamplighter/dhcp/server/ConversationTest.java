package dev.lamplighter.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.dhcp.Clients;
import dev.lamplighter.dhcp.Clients.Client;
import dev.lamplighter.dhcp.Segments;
import dev.lamplighter.dhcp.packet.DhcpCodec;
import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpOption.MaxMessageSize;
import dev.lamplighter.dhcp.packet.DhcpOption.MessageType;
import dev.lamplighter.dhcp.packet.DhcpOption.Raw;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.dhcp.packet.DhcpPacket.Op;
import dev.lamplighter.dhcp.server.Destination.Station;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Responder;
import dev.lamplighter.model.Subscription;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.model.event.Stamp;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ConversationTest {

    static final InetSocketAddress FROM = new InetSocketAddress("0.0.0.0", 68);

    final List<BootEvent> published = new ArrayList<>();
    final List<Destination> sent = new ArrayList<>();
    final List<Integer> sizes = new ArrayList<>();
    final List<Runnable> waiting = new ArrayList<>();
    final ReasonCounts ignored = new ReasonCounts();
    long nanos;
    final InFlight inFlight = new InFlight(10, 2, () -> nanos);
    final List<Boolean> busyWhenSent = new ArrayList<>();
    boolean stopping;
    final Client alice = Clients.client("52:54:00:00:00:0a", Segments.proxy()).firmware(7);

    @Test
    void an_answer_is_sent_and_published() {
        talk((asked, arrival) -> new Outcome.Reply<>(offer(asked))).hear(bytes(alice.discover()), FROM);
        assertThat(sent).containsExactly(new Station(alice.mac(), Ip4.of("192.0.2.50")));
        assertThat(published).singleElement().isInstanceOfSatisfying(BootEvent.Dhcp.class, event -> {
            assertThat(event.asked()).isEqualTo("DISCOVER");
            assertThat(event.answered()).contains("OFFER");
            assertThat(event.address()).contains(Ip4.of("192.0.2.50"));
            assertThat(event.bootFile()).contains("ipxe.efi");
            assertThat(event.reason()).isEmpty();
        });
    }

    @Test
    void a_request_of_another_server_tells_the_address_it_wants_and_the_server_it_chose() {
        talk((asked, arrival) -> new Outcome.Ignored<>(new Reason("dhcp-proxy", "another server's"))).hear(bytes(alice.selecting("192.0.2.50")), FROM);
        assertThat(published).singleElement().isInstanceOfSatisfying(BootEvent.Dhcp.class, event -> {
            assertThat(event.wanted()).contains(Ip4.of("192.0.2.50"));
            assertThat(event.chosen()).isPresent();
            assertThat(event.address()).isEmpty();
        });
    }

    @Test
    void silence_is_published_and_counted_by_its_reason() {
        talk((asked, arrival) -> new Outcome.Ignored<>(new Reason("why", "because"))).hear(bytes(alice.discover()), FROM);
        assertThat(sent).isEmpty();
        assertThat(published).singleElement().satisfies(event -> assertThat(event.reason()).contains(new Reason("why", "because")));
        assertThat(ignored.counts()).isEqualTo(Map.of("why", 1L));
    }

    @Test
    void bytes_that_are_no_message_are_published_as_such() {
        talk(ConversationTest::unasked).hear(Bytes.hex("0102"), FROM);
        assertThat(published).singleElement().isInstanceOf(BootEvent.BadPacket.class);
        assertThat(ignored.counts()).isEqualTo(Map.of("dhcp-short", 1L));
    }

    @Test
    void answers_of_other_servers_are_not_questions() {
        talk(ConversationTest::unasked).hear(bytes(offer(alice.discover())), FROM);
        assertThat(ignored.counts()).isEqualTo(Map.of("dhcp-not-a-question", 1L));
    }

    @Test
    void after_the_end_was_announced_nothing_new_begins() {
        stopping = true;
        talk(ConversationTest::unasked).hear(bytes(alice.discover()), FROM);
        assertThat(ignored.counts()).isEqualTo(Map.of("dhcp-stopping", 1L));
    }

    @Test
    void what_must_wait_runs_elsewhere_and_a_client_may_have_only_so_much_of_it() {
        var conversation = talk((asked, arrival) -> new Outcome.Later<>(() -> new Outcome.Reply<>(offer(asked))));
        for (int i = 0; i < 3; i++) {
            conversation.hear(bytes(alice.discover()), FROM);
        }
        assertThat(sent).isEmpty();
        assertThat(ignored.counts()).isEqualTo(Map.of("dhcp-busy", 1L));

        waiting.forEach(Runnable::run);
        assertThat(sent).hasSize(2);
        conversation.hear(bytes(alice.discover()), FROM);
        assertThat(ignored.counts()).as("there is room again").isEqualTo(Map.of("dhcp-busy", 1L));
    }

    @Test
    void an_answer_counts_as_in_flight_until_it_is_sent() {
        talk((asked, arrival) -> new Outcome.Later<>(() -> new Outcome.Reply<>(offer(asked)))).hear(bytes(alice.discover()), FROM);
        waiting.forEach(Runnable::run);
        assertThat(busyWhenSent).containsExactly(true);
        assertThat(inFlight.isEmpty()).isTrue();
    }

    @Test
    void work_that_ends_in_an_error_is_silence_with_a_reason_and_holds_no_place() {
        talk((asked, arrival) -> new Outcome.Later<>(() -> {
            throw new StackOverflowError();
        })).hear(bytes(alice.discover()), FROM);
        waiting.forEach(Runnable::run);
        assertThat(ignored.counts()).isEqualTo(Map.of("dhcp-failed", 1L));
        assertThat(inFlight.isEmpty()).isTrue();
    }

    @Test
    void work_that_fails_is_silence_with_a_reason() {
        talk((asked, arrival) -> new Outcome.Later<>(() -> {
            throw new IllegalStateException("broken");
        })).hear(bytes(alice.discover()), FROM);
        waiting.forEach(Runnable::run);
        assertThat(ignored.counts()).isEqualTo(Map.of("dhcp-failed", 1L));
    }

    @Test
    void a_decision_that_fails_is_silence_with_a_reason_too() {
        talk((asked, arrival) -> {
            throw new IllegalStateException("broken");
        }).hear(bytes(alice.discover()), FROM);
        assertThat(ignored.counts()).isEqualTo(Map.of("dhcp-failed", 1L));
    }

    @Test
    void who_asks_too_often_is_not_answered_and_told_of_once() {
        var conversation = talk((asked, arrival) -> new Outcome.Reply<>(offer(asked)));
        for (int i = 0; i < 100; i++) {
            conversation.hear(bytes(alice.discover()), FROM);
        }
        assertThat(sent).hasSize(64);
        assertThat(ignored.counts()).isEqualTo(Map.of("dhcp-too-often", 36L));
        assertThat(published).filteredOn(BootEvent.Notice.class::isInstance).hasSize(1);
    }

    @Test
    void a_disk_that_fails_and_one_that_stands_still_are_told_of_and_so_is_their_end() {
        boolean[] full = {true};
        var conversation = talk((asked, arrival) -> asked.kind().equals(Optional.of(Kind.DISCOVER)) ? new Outcome.Reply<>(offer(asked))
                : full[0] ? new Outcome.Ignored<>(new Reason("dhcp-store-failed", "the disk is full")) : new Outcome.Reply<>(told(asked, Kind.ACK)));
        for (int i = 0; i < 3; i++) {
            conversation.hear(bytes(alice.discover()), FROM);
            conversation.hear(bytes(alice.selecting("192.0.2.50")), FROM);
        }
        assertThat(notices()).as("an offer needs no disk").containsExactly("dhcp-store-failed");
        full[0] = false;
        conversation.hear(bytes(alice.selecting("192.0.2.50")), FROM);
        conversation.hear(bytes(alice.selecting("192.0.2.50")), FROM);
        assertThat(notices()).containsExactly("dhcp-store-failed", "dhcp-store-failed-over");

        published.clear();
        var stalls = new Stalls(inFlight, new Alarms(events(), Duration.ofMinutes(1), () -> 0));
        InFlight.Place place = inFlight.enter(alice.mac()).orElseThrow();
        for (int second = 0; second < 10; second++) {
            inFlight.enter(alice.mac()).orElseThrow().close();
            stalls.look();
            nanos += Duration.ofSeconds(1).toNanos();
        }
        place.close();
        stalls.look();
        stalls.look();
        assertThat(notices()).containsExactly("dhcp-leases-stall", "dhcp-leases-stall-over");
    }

    private List<String> notices() {
        return published.stream().filter(BootEvent.Notice.class::isInstance).map(event -> ((BootEvent.Notice) event).code()).toList();
    }

    @Test
    void an_answer_is_no_longer_than_the_client_takes() {
        Responder<DhcpPacket, DhcpPacket> long_winded = (asked, arrival) -> new Outcome.Reply<>(withMuchToSay(asked));
        talk(long_winded).hear(bytes(alice.discover()), FROM);
        talk(long_winded).hear(bytes(alice.saying(new MaxMessageSize(1000)).discover()), FROM);
        talk(long_winded).hear(bytes(alice.saying(new MaxMessageSize(0)).discover()), FROM);
        talk(long_winded).hear(bytes(alice.saying(new MaxMessageSize(65280)).discover()), FROM);
        assertThat(sizes).satisfiesExactly(size -> assertThat(size).isBetween(500, 548), size -> assertThat(size).isBetween(900, 972),
                size -> assertThat(size).isBetween(500, 548), size -> assertThat(size).isBetween(1400, 1472));
    }

    private Conversation talk(Responder<DhcpPacket, DhcpPacket> responder) {
        var shared = new Conversation.Shared(events(), Clock.fixed(Clients.NOON, ZoneOffset.UTC), waiting::add, inFlight, ignored,
                new Alarms(events(), Duration.ofMinutes(1), () -> 0), () -> stopping);
        return new Conversation(Segments.proxy(), 67, responder, (datagram, to) -> {
            sent.add(to);
            busyWhenSent.add(!inFlight.isEmpty());
            sizes.add(datagram.length());
        }, new Rates(DhcpSettings.DEFAULT, () -> 0), shared);
    }

    private Events events() {
        return new Events() {
            @Override
            public Stamp stamp() {
                return new Stamp("test", 1, Clients.NOON, 0);
            }

            @Override
            public void publish(BootEvent event) {
                published.add(event);
            }

            @Override
            public Subscription subscribe(int buffer, Consumer<BootEvent> to) {
                throw new UnsupportedOperationException("nobody listens here");
            }
        };
    }

    private static Outcome<DhcpPacket> unasked(DhcpPacket asked, dev.lamplighter.model.Arrival arrival) {
        throw new AssertionError("nobody should be asked: " + asked);
    }

    private static DhcpPacket offer(DhcpPacket asked) {
        return told(asked, Kind.OFFER);
    }

    private static DhcpPacket told(DhcpPacket asked, Kind kind) {
        return new DhcpPacket(Op.REPLY, 1, 0, asked.xid(), 0, false, Ip4.NONE, Ip4.of("192.0.2.50"), Ip4.NONE, Ip4.NONE, asked.chaddr(), "", "ipxe.efi",
                List.of(new MessageType(kind)));
    }

    private static DhcpPacket withMuchToSay(DhcpPacket asked) {
        var options = new ArrayList<dev.lamplighter.dhcp.packet.DhcpOption>();
        for (int code = 150; code < 250; code++) {
            options.add(new Raw(code, Bytes.owned(new byte[30])));
        }
        return new DhcpPacket(Op.REPLY, 1, 0, asked.xid(), 0, true, Ip4.NONE, Ip4.NONE, Ip4.NONE, Ip4.NONE, asked.chaddr(), "x", "ipxe.efi", options);
    }

    private static Bytes bytes(DhcpPacket packet) {
        return DhcpCodec.encode(packet, 1472);
    }
}
