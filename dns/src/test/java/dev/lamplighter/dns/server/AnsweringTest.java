package dev.lamplighter.dns.server;

import static dev.lamplighter.dns.Asking.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.dns.DnsSettings;
import dev.lamplighter.dns.Talk.Heard;
import dev.lamplighter.dns.packet.DnsReply;
import dev.lamplighter.dns.packet.DnsRequest;
import dev.lamplighter.dns.packet.Records;
import dev.lamplighter.dns.packet.ReplyCodec;
import dev.lamplighter.dns.packet.Transport;
import dev.lamplighter.dns.service.RateLimit;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Responder;
import dev.lamplighter.model.Subnet;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.EventHub;
import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnsweringTest {

    static final InetSocketAddress HERE = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.2"), 53);
    static final InetSocketAddress CLIENT = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.50"), 40000);

    final EventHub events = new EventHub("test", Clock.systemUTC());
    final BlockingQueue<BootEvent> published = new LinkedBlockingQueue<>();
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Test
    void a_responder_that_throws_costs_a_servfail_and_is_published() throws Exception {
        assertThat(rcodeFrom((asked, arrival) -> {
            throw new IllegalStateException("a mistake");
        })).isEqualTo("SERVFAIL");
        assertThat(notice()).isEqualTo("DNS for 192.0.2.50: answering failed: java.lang.IllegalStateException: a mistake");
        assertThat(published.take().reason().orElseThrow()).hasToString("answering failed: java.lang.IllegalStateException: a mistake");
    }

    @Test
    void work_that_throws_later_costs_the_same() throws Exception {
        assertThat(rcodeFrom((asked, arrival) -> new Outcome.Later<>(() -> {
            throw new IllegalStateException("a later mistake");
        }))).isEqualTo("SERVFAIL");
        assertThat(notice()).endsWith("a later mistake");
        assertThat(published.take().reason().orElseThrow()).hasToString("answering failed: java.lang.IllegalStateException: a later mistake");
    }

    @Test
    void an_error_of_the_machine_costs_no_more_than_that() throws Exception {
        assertThat(rcodeFrom((asked, arrival) -> {
            throw new StackOverflowError();
        })).isEqualTo("SERVFAIL");
        assertThat(rcodeFrom((asked, arrival) -> new Outcome.Later<>(() -> {
            throw new OutOfMemoryError("later");
        }))).isEqualTo("SERVFAIL");
    }

    @Test
    void an_answer_that_cannot_be_written_is_a_failure_or_silence_and_gives_its_buffer_back() throws Exception {
        for (int broken = 1; broken <= 2; broken++) {
            var memory = new BrokenAllocator(broken);
            try (var answering = answering(AnsweringTest::nothing, new Served(List.of()))) {
                assertThat(hear(answering, memory)).isEqualTo(broken == 1 ? "SERVFAIL" : "silence");
            }
            assertThat(memory.given).hasSize(2).allSatisfy(buffer -> assertThat(buffer.refCnt()).isZero());
            assertThat(notice()).contains("could not be written");
            published.clear();
        }
    }

    @Test
    void only_the_subnets_that_are_served_are_answered_and_others_are_refused_with_a_reason() throws Exception {
        try (var answering = answering(AnsweringTest::nothing, new Served(List.of(Subnet.of("198.51.100.0/24"))))) {
            assertThat(hear(answering)).isEqualTo("REFUSED");
            assertThat(published.take().reason().orElseThrow().code()).isEqualTo("dns-not-served");
        }
        try (var answering = answering(AnsweringTest::nothing, new Served(List.of(Subnet.of("198.51.100.0/24"), Subnet.of("192.0.2.0/26"))))) {
            assertThat(hear(answering)).isEqualTo("NOERROR");
        }
    }

    @Test
    void this_host_itself_is_always_served() {
        var served = new Served(List.of(Subnet.of("198.51.100.0/24")));
        InetAddress own = HERE.getAddress();
        assertThat(served.includes(InetAddress.ofLiteral("127.0.0.1"), own)).isTrue();
        assertThat(served.includes(InetAddress.ofLiteral("::1"), own)).isTrue();
        assertThat(served.includes(own, own)).isTrue();
        assertThat(served.includes(InetAddress.ofLiteral("2001:db8::1"), own)).isFalse();
        assertThat(new Served(List.of()).includes(InetAddress.ofLiteral("2001:db8::1"), own)).isTrue();
    }

    @Test
    void silence_is_published_with_its_reason() throws Exception {
        assertThat(rcodeFrom((asked, arrival) -> new Outcome.Ignored<>(new Reason("quiet", "nobody asked us")))).isEqualTo("silence");
        assertThat(published.take()).isInstanceOfSatisfying(BootEvent.Dns.class, event -> {
            assertThat(event.answered()).isEmpty();
            assertThat(event.reason().orElseThrow()).hasToString("nobody asked us");
        });
    }

    @Test
    void who_asks_too_often_hears_nothing_and_the_operator_hears_of_it_once() throws Exception {
        rate = new RateLimit(1, 10, () -> 0);
        try (var answering = answering(AnsweringTest::nothing)) {
            assertThat(List.of(hear(answering), hear(answering), hear(answering), hear(answering))).containsExactly("NOERROR", "NOERROR", "silence", "silence");
        }
        assertThat(published.take()).isInstanceOf(BootEvent.Dns.class);
        assertThat(published.take()).isInstanceOf(BootEvent.Dns.class);
        assertThat(notice()).contains("192.0.2").contains("dns.rate-limit");
        assertThat(published).isEmpty();
    }

    @Test
    void after_the_last_call_nothing_new_is_answered() throws Exception {
        try (var answering = answering((asked, arrival) -> {
            throw new AssertionError("asked after the last call");
        })) {
            answering.stopTaking();
            assertThat(hear(answering)).isEqualTo("silence");
        }
    }

    private RateLimit rate = new RateLimit(0, 10, () -> 0);

    private String rcodeFrom(Responder<DnsRequest, DnsReply> responder) throws InterruptedException {
        try (var answering = answering(responder)) {
            return hear(answering);
        }
    }

    private Answering answering(Responder<DnsRequest, DnsReply> responder) {
        return answering(responder, new Served(List.of()));
    }

    private Answering answering(Responder<DnsRequest, DnsReply> responder, Served served) {
        return new Answering(responder, new ReplyCodec(1232), events, 4, served, rate);
    }

    @BeforeEach
    void listen() {
        events.subscribe(100, published::add);
    }

    private static Outcome<DnsReply> nothing(DnsRequest asked, Arrival arrival) {
        return new Outcome.Reply<>(new DnsReply(0, true, Records.NONE, 0, DnsReply.Source.OVERRIDE, Optional.empty()));
    }

    /** The sentence of the next notice; events come a little after the answers they are of. */
    private String notice() throws InterruptedException {
        while (true) {
            if (published.take() instanceof BootEvent.Notice notice) {
                return notice.sentence();
            }
        }
    }

    /** Its first buffers have no room. */
    private static final class BrokenAllocator extends AbstractByteBufAllocator {

        final List<ByteBuf> given = new ArrayList<>();
        private final int broken;

        BrokenAllocator(int broken) {
            this.broken = broken;
        }

        @Override
        protected ByteBuf newHeapBuffer(int initial, int most) {
            given.add(given.size() < broken ? Unpooled.buffer(2, 2) : Unpooled.buffer(initial, most));
            return given.getLast();
        }

        @Override
        protected ByteBuf newDirectBuffer(int initial, int most) {
            return newHeapBuffer(initial, most);
        }

        @Override
        public boolean isDirectBufferPooled() {
            return false;
        }
    }

    private String hear(Answering answering) throws InterruptedException {
        return hear(answering, UnpooledByteBufAllocator.DEFAULT);
    }

    private String hear(Answering answering, ByteBufAllocator memory) throws InterruptedException {
        var listener = Listener.of(new DnsSettings.Listen(HERE, Optional.of("eth1")), HERE);
        answering.take(ask("a.test").bytes(), Transport.UDP, listener, CLIENT, memory, new Answering.Asker() {
            @Override
            public void reply(ByteBuf message) {
                heard.add(new Heard(DnsReply.Source.NONE, Bytes.owned(ByteBufUtil.getBytes(message))).rcode());
                message.release();
            }

            @Override
            public void silence() {
                heard.add("silence");
            }
        });
        return heard.take();
    }
}
