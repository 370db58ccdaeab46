package dev.lamplighter.dns.server;

import static dev.lamplighter.dns.Asking.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.dns.DnsSettings;
import dev.lamplighter.dns.Talk.Heard;
import dev.lamplighter.dns.packet.DnsReply;
import dev.lamplighter.dns.packet.DnsRequest;
import dev.lamplighter.dns.packet.ReplyCodec;
import dev.lamplighter.dns.packet.Transport;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Responder;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.EventHub;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
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
        assertThat(published.take().reason().orElseThrow()).hasToString("answering failed: java.lang.IllegalStateException: a mistake");
    }

    @Test
    void work_that_throws_later_costs_the_same() throws Exception {
        assertThat(rcodeFrom((asked, arrival) -> new Outcome.Later<>(() -> {
            throw new IllegalStateException("a later mistake");
        }))).isEqualTo("SERVFAIL");
        assertThat(published.take().reason().orElseThrow()).hasToString("answering failed: java.lang.IllegalStateException: a later mistake");
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
    void after_the_last_call_nothing_new_is_answered() throws Exception {
        try (var answering = answering((asked, arrival) -> {
            throw new AssertionError("asked after the last call");
        })) {
            answering.stopTaking();
            assertThat(hear(answering)).isEqualTo("silence");
        }
    }

    private String rcodeFrom(Responder<DnsRequest, DnsReply> responder) throws InterruptedException {
        try (var answering = answering(responder)) {
            return hear(answering);
        }
    }

    private Answering answering(Responder<DnsRequest, DnsReply> responder) {
        events.subscribe(100, published::add);
        return new Answering(responder, new ReplyCodec(1232), events, 4);
    }

    private String hear(Answering answering) throws InterruptedException {
        var listener = Listener.of(new DnsSettings.Listen(HERE, Optional.of("eth1")), HERE);
        answering.take(ask("a.test").bytes(), Transport.UDP, listener, CLIENT, UnpooledByteBufAllocator.DEFAULT, new Answering.Asker() {
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
