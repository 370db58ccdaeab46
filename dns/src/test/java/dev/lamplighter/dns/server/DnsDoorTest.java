package dev.lamplighter.dns.server;

import static dev.lamplighter.dns.Asking.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lamplighter.dns.Asking;
import dev.lamplighter.dns.DnsLimits;
import dev.lamplighter.dns.DnsSettings;
import dev.lamplighter.dns.FakeUpstream;
import dev.lamplighter.dns.Talk.Heard;
import dev.lamplighter.dns.packet.DnsReply.Source;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.EventHub;
import dev.lamplighter.net.CannotListen;
import dev.lamplighter.net.Loops;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;

/** The door on loopback, asked over real sockets, with an upstream server that is a real socket too. */
class DnsDoorTest {

    static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    static final int PATIENCE = 10_000;
    static final DnsLimits LIMITS = new DnsLimits(1232, 100, 1 << 20, 4, 8, 4, 4,
            Duration.ofMillis(800), Duration.ofMillis(600), Duration.ZERO, Duration.ofDays(1), Duration.ofHours(3), 0);

    final Loops loops = new Loops(1);
    final EventHub events = new EventHub("test", Clock.systemUTC());
    final BlockingQueue<BootEvent> published = new LinkedBlockingQueue<>();
    UpstreamServer upstream;
    DnsDoor door;
    InetSocketAddress at;

    @BeforeEach
    void open() throws Exception {
        events.subscribe(1000, published::add);
        upstream = new UpstreamServer();
        openOnSomePort();
        String where = door.listening().getFirst().where();
        at = new InetSocketAddress(LOOPBACK, Integer.parseInt(where.substring(where.lastIndexOf(':') + 1)));
    }

    /** The port that UDP is given may be taken for TCP. */
    private void openOnSomePort() throws CannotListen {
        for (int tries = 1; ; tries++) {
            door = new DnsDoor(new DnsSettings(List.of(new DnsSettings.Listen(new InetSocketAddress(LOOPBACK, 0), Optional.empty())),
                    Map.of("ours.test", List.of(Ip4.of("192.0.2.2"))), List.of(upstream.address()), LIMITS), events, loops);
            try {
                door.open();
                return;
            } catch (CannotListen taken) {
                door.close();
                if (tries == 20) {
                    throw taken;
                }
            }
        }
    }

    @AfterEach
    void close() {
        door.close();
        loops.close();
        upstream.close();
    }

    @Test
    void it_says_where_it_listens_and_what_becomes_of_other_names() {
        assertThat(door.listening()).extracting(line -> line.where().substring(0, 3)).containsExactly("udp", "tcp");
        assertThat(door.listening().getFirst().detail()).startsWith("1 name of our own, all else asked of 127.0.0.1:");
    }

    @Test
    void a_question_in_a_datagram_is_answered_and_published() throws Exception {
        assertThat(overUdp(ask("a.ours.test")).answers()).containsExactly("A 192.0.2.2");
        assertThat(published.take()).isInstanceOfSatisfying(BootEvent.Dns.class, event -> {
            assertThat(event.name()).isEqualTo("a.ours.test");
            assertThat(event.type()).isEqualTo("A");
            assertThat(event.answered()).contains("NOERROR");
            assertThat(event.source()).isEqualTo("override");
            assertThat(event.wire().local()).isEqualTo(at);
        });
    }

    @Test
    void another_name_is_forwarded_from_a_new_port_each_time_and_then_remembered() throws Exception {
        for (String name : List.of("a.test", "b.test", "c.test", "d.test")) {
            assertThat(overUdp(ask(name)).answers()).containsExactly("A 192.0.2.9");
        }
        assertThat(overUdp(ask("a.test")).answers()).containsExactly("A 192.0.2.9");
        assertThat(upstream.ports).hasSizeGreaterThan(2);
        var sources = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            sources.add(((BootEvent.Dns) published.take()).source());
        }
        assertThat(sources).containsExactly("upstream", "upstream", "upstream", "upstream", "cache");
    }

    @Test
    void a_name_whose_upstream_is_silent_is_a_failure_and_holds_up_nobody() throws Exception {
        try (var slow = new DatagramSocket()) {
            send(slow, ask("dead.test"));
            assertThat(overUdp(ask("ours.test")).answers()).hasSize(1);
            assertThat(overUdp(ask("quick.test")).answers()).hasSize(1);
            assertThat(receive(slow).rcode()).isEqualTo("SERVFAIL");
        }
    }

    @Test
    void more_questions_than_may_wait_are_failures_at_once_and_one_client_may_have_half_of_them() throws Exception {
        try (var many = new DatagramSocket()) {
            for (int i = 0; i < LIMITS.waiting() / 2; i++) {
                send(many, ask("dead.x" + i + ".test").id(i));
            }
            send(many, ask("dead.too.many.test").id(77));
            assertThat(receive(many).message().getHeader().getID()).isEqualTo(77);
        }
    }

    @Test
    void what_is_no_question_is_not_answered_but_published_and_service_goes_on() throws Exception {
        try (var hostile = new DatagramSocket()) {
            byte[] answer = ask("ours.test").octets();
            answer[2] |= (byte) 0x80;
            for (byte[] packet : new byte[][] {{}, {1}, answer, Arrays.copyOf(answer, 12)}) {
                hostile.send(new DatagramPacket(packet, packet.length, at));
            }
            send(hostile, ask("ours.test").id(99));
            assertThat(receive(hostile).message().getHeader().getID()).isEqualTo(99);
        }
        assertThat(published.take()).isInstanceOfSatisfying(BootEvent.BadPacket.class, event -> {
            assertThat(event.protocol()).isEqualTo("dns");
            assertThat(event.reason()).isPresent();
        });
    }

    @Test
    void a_stream_that_comes_octet_by_octet_is_answered() throws Exception {
        try (var client = connect()) {
            for (byte octet : framed(ask("ours.test"))) {
                client.getOutputStream().write(octet);
                client.getOutputStream().flush();
            }
            assertThat(read(client).answers()).containsExactly("A 192.0.2.2");
        }
    }

    @Test
    void many_questions_in_one_piece_are_all_answered() throws Exception {
        try (var client = connect()) {
            var all = new ByteArrayOutputStream();
            Set<Integer> expected = new HashSet<>();
            for (int i = 0; i < 500; i++) {
                all.write(framed(ask(i % 50 == 0 ? "f" + i + ".test" : "ours.test").id(i)));
                expected.add(i);
            }
            client.getOutputStream().write(all.toByteArray());
            Set<Integer> answered = new HashSet<>();
            while (answered.size() < expected.size()) {
                answered.add(read(client).message().getHeader().getID());
            }
            assertThat(answered).isEqualTo(expected);
        }
    }

    @Test
    void a_stream_with_no_whole_question_is_closed_in_time() throws Exception {
        try (var idle = connect()) {
            idle.getOutputStream().write(0);
            assertThat(idle.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void a_frame_that_is_too_long_or_an_answer_ends_the_stream() throws Exception {
        try (var client = connect()) {
            client.getOutputStream().write(new byte[] {(byte) 0xff, (byte) 0xff, 0});
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        try (var client = connect()) {
            client.getOutputStream().write(new byte[] {0, 1, 0});
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void connections_of_one_client_are_bounded() throws Exception {
        List<Socket> held = new ArrayList<>();
        try {
            for (int i = 0; i < LIMITS.connectionsPerClient(); i++) {
                held.add(connect());
                held.getLast().getOutputStream().write(framed(ask("ours.test")));
                read(held.getLast());
            }
            try (var tooMany = connect()) {
                assertThat(tooMany.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(overUdp(ask("ours.test")).answers()).hasSize(1);
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    @Test
    void a_port_in_use_is_named_and_nothing_stays_open() throws Exception {
        try (var holder = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
            var taken = (InetSocketAddress) holder.getLocalSocketAddress();
            var second = new DnsDoor(new DnsSettings(List.of(
                    new DnsSettings.Listen(new InetSocketAddress(LOOPBACK, 0), Optional.empty()),
                    new DnsSettings.Listen(taken, Optional.empty())), Map.of(), List.of(), LIMITS), events, loops);
            assertThatExceptionOfType(CannotListen.class).isThrownBy(second::open).withMessageContaining("udp 127.0.0.1:" + taken.getPort() + " is in use");
            assertThat(second.listening()).isEmpty();
        }
    }

    private Heard overUdp(Asking asking) throws IOException {
        try (var socket = new DatagramSocket()) {
            send(socket, asking);
            return receive(socket);
        }
    }

    private void send(DatagramSocket socket, Asking asking) throws IOException {
        socket.send(new DatagramPacket(asking.octets(), asking.octets().length, at));
    }

    private static Heard receive(DatagramSocket socket) throws IOException {
        socket.setSoTimeout(PATIENCE);
        var received = new DatagramPacket(new byte[4096], 4096);
        socket.receive(received);
        return new Heard(Source.NONE, Bytes.of(Arrays.copyOf(received.getData(), received.getLength())));
    }

    private Socket connect() throws IOException {
        var socket = new Socket(LOOPBACK, at.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE);
        return socket;
    }

    private static byte[] framed(Asking asking) throws IOException {
        var frame = new ByteArrayOutputStream();
        var out = new DataOutputStream(frame);
        out.writeShort(asking.octets().length);
        out.write(asking.octets());
        return frame.toByteArray();
    }

    private static Heard read(Socket socket) throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        byte[] message = new byte[in.readUnsignedShort()];
        in.readFully(message);
        return new Heard(Source.NONE, Bytes.owned(message));
    }

    /** Answers every name with 192.0.2.9, but says nothing to one that begins with {@code dead}. */
    static final class UpstreamServer implements AutoCloseable {

        final Set<Integer> ports = new HashSet<>();
        private final DatagramSocket socket;

        UpstreamServer() throws IOException {
            socket = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
            Thread.ofVirtual().name("upstream").start(this::serve);
        }

        InetSocketAddress address() {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }

        private void serve() {
            try {
                var packet = new DatagramPacket(new byte[2048], 2048);
                while (true) {
                    packet.setLength(2048);
                    socket.receive(packet);
                    ports.add(packet.getPort());
                    var query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
                    if (!query.getQuestion().getName().toString().startsWith("dead")) {
                        byte[] answer = FakeUpstream.answer(query, 0, "AN @ 60 A 192.0.2.9").toWire();
                        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                    }
                }
            } catch (IOException closed) {
                socket.close();
            }
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
