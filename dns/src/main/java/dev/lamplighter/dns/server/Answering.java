package dev.lamplighter.dns.server;

import dev.lamplighter.dns.packet.DnsReply;
import dev.lamplighter.dns.packet.DnsRequest;
import dev.lamplighter.dns.packet.ReplyCodec;
import dev.lamplighter.dns.packet.RequestCodec;
import dev.lamplighter.dns.packet.Transport;
import dev.lamplighter.dns.packet.Words;
import dev.lamplighter.dns.service.RateLimit;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Decoded;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Responder;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Events;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.xbill.DNS.Rcode;

/** Octets to octets, the same for both transports: decode, ask, write, publish. What must wait does so on a virtual thread; their number is bounded. */
final class Answering implements AutoCloseable {

    /** The asker of one question. Exactly one of the two is called, once, on any thread. */
    interface Asker {
        /** Takes over {@code message}. */
        void reply(ByteBuf message);

        /** Nothing may be answered to this. */
        void silence();
    }

    private static final Reason BUSY = new Reason("dns-busy", "too many questions wait for the upstream servers already");
    private static final Reason NOT_SERVED = new Reason("dns-not-served", "asked from an address outside the subnets that are served");
    private static final Reason UNWRITABLE = new Reason("dns-internal", "the answer could not be written");
    /** Room for the usual answer. */
    private static final int USUAL = 512;
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final Responder<DnsRequest, DnsReply> responder;
    private final ReplyCodec codec;
    private final Events events;
    private final int mostWaiting;
    private final Semaphore places;
    private final Served served;
    private final RateLimit rate;
    private final Map<InetAddress, Integer> waitingOf = new ConcurrentHashMap<>();
    private volatile boolean stopped;
    private final ExecutorService waiting = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("dns-", 0).factory());

    Answering(Responder<DnsRequest, DnsReply> responder, ReplyCodec codec, Events events, int mostWaiting, Served served, RateLimit rate) {
        this.responder = responder;
        this.codec = codec;
        this.events = events;
        this.mostWaiting = mostWaiting;
        this.places = new Semaphore(mostWaiting);
        this.served = served;
        this.rate = rate;
    }

    /** Never blocks; for event loops. */
    void take(Bytes octets, Transport over, Listener at, InetSocketAddress from, ByteBufAllocator allocator, Asker asker) {
        if (stopped || !mayAsk(from.getAddress())) {
            asker.silence();
            return;
        }
        switch (RequestCodec.decode(octets, over)) {
            case Decoded.Malformed<DnsRequest>(Reason reason) -> {
                asker.silence();
                malformed(octets, at, from, reason);
            }
            case Decoded.Message<DnsRequest>(DnsRequest asked) -> {
                if (asked instanceof DnsRequest.Refusable refusable) {
                    malformed(octets, at, from, refusable.reason());
                }
                var turn = new Turn(asked, at, from, allocator, asker, System.nanoTime());
                if (served.includes(from.getAddress(), at.local().getAddress())) {
                    turn.begin();
                } else {
                    turn.reply(DnsReply.refusal(Rcode.REFUSED, NOT_SERVED));
                }
            }
        }
    }

    private boolean mayAsk(InetAddress client) {
        return switch (rate.ask(client)) {
            case ANSWER -> true;
            case DROP -> false;
            case DROP_AND_SAY -> {
                events.publish(new BootEvent.Notice(events.stamp(), BootEvent.Notice.Level.WARN, "dns-rate", "DNS: " + client.getHostAddress()
                        + " asks more often than dns.rate-limit allows: what is too much stays without an answer"));
                yield false;
            }
        };
    }

    /** While places are scarce no client has more than half of them. */
    private boolean takePlace(InetAddress client) {
        boolean scarce = places.availablePermits() <= mostWaiting / 2;
        boolean greedy = scarce && waitingOf.getOrDefault(client, 0) >= Math.max(1, mostWaiting / 2);
        if (greedy || !places.tryAcquire()) {
            return false;
        }
        waitingOf.merge(client, 1, Integer::sum);
        return true;
    }

    private void leavePlace(InetAddress client) {
        waitingOf.computeIfPresent(client, (who, count) -> count == 1 ? null : count - 1);
        places.release();
    }

    /** What is asked from now on stays without an answer; what waits gets its own. */
    void stopTaking() {
        stopped = true;
    }

    boolean busy() {
        return places.availablePermits() < mostWaiting;
    }

    /** Ends what still waits; its askers hear of a failure. */
    @Override
    public void close() {
        waiting.shutdownNow();
        try {
            waiting.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** Something was lost between a client and us, and the socket or connection says why. */
    void lost(Listener at, InetSocketAddress from, Reason reason) {
        events.publish(new BootEvent.BadPacket(events.stamp(), at.wire(from), "dns", 0, Optional.of(reason)));
    }

    private void malformed(Bytes octets, Listener at, InetSocketAddress from, Reason reason) {
        events.publish(new BootEvent.BadPacket(events.stamp(), at.wire(from), "dns", octets.length(), Optional.of(reason)));
    }

    /** One request on its way to its answer. */
    private final class Turn {

        final DnsRequest asked;
        final Listener at;
        final InetSocketAddress from;
        final ByteBufAllocator allocator;
        final Asker asker;
        final long since;

        Turn(DnsRequest asked, Listener at, InetSocketAddress from, ByteBufAllocator allocator, Asker asker, long since) {
            this.asked = asked;
            this.at = at;
            this.from = from;
            this.allocator = allocator;
            this.asker = asker;
            this.since = since;
        }

        void begin() {
            Outcome<DnsReply> outcome;
            try {
                outcome = responder.answer(asked, at.arrival(from));
            } catch (Throwable failed) {
                outcome = broken(failed);
            }
            go(outcome);
        }

        void go(Outcome<DnsReply> outcome) {
            switch (outcome) {
                case Outcome.Reply<DnsReply>(DnsReply reply) -> reply(reply);
                case Outcome.Ignored<DnsReply>(Reason reason) -> {
                    asker.silence();
                    publish(Optional.empty(), DnsReply.Source.NONE, Optional.of(reason));
                }
                case Outcome.Later<DnsReply> later -> wait(later);
            }
        }

        void wait(Outcome.Later<DnsReply> later) {
            if (!takePlace(from.getAddress())) {
                reply(DnsReply.refusal(Rcode.SERVFAIL, BUSY));
                return;
            }
            try {
                waiting.execute(() -> work(later));
            } catch (RejectedExecutionException closing) {
                leavePlace(from.getAddress());
                asker.silence();
            }
        }

        void work(Outcome.Later<DnsReply> later) {
            try {
                go(called(later));
            } finally {
                leavePlace(from.getAddress());
            }
        }

        Outcome<DnsReply> called(Outcome.Later<DnsReply> later) {
            try {
                return later.work().call();
            } catch (Throwable failed) {
                return broken(failed);
            }
        }

        /** A mistake of ours costs one question, not the socket. */
        Outcome<DnsReply> broken(Throwable failed) {
            notice("answering failed: " + failed);
            return new Outcome.Reply<>(DnsReply.refusal(Rcode.SERVFAIL, new Reason("dns-internal", "answering failed: " + failed)));
        }

        /** An answer that cannot be written becomes a failure; where not even that can be written, silence. */
        void reply(DnsReply reply) {
            if (!written(reply) && !written(DnsReply.refusal(Rcode.SERVFAIL, UNWRITABLE))) {
                asker.silence();
                publish(Optional.empty(), DnsReply.Source.NONE, Optional.of(UNWRITABLE));
            }
        }

        /** Whether {@code reply} went to the asker. It is published first, so that what the asker does next is told after it. */
        boolean written(DnsReply reply) {
            ByteBuf message = allocator.buffer(Math.min(USUAL + reply.records().length(), 1 << 16));
            try {
                codec.write(asked, reply, message);
            } catch (Throwable failed) {
                message.release();
                notice("an answer could not be written: " + failed);
                return false;
            }
            publish(Optional.of(Words.ofRcode(reply.rcode())), reply.source(), reply.reason());
            asker.reply(message);
            return true;
        }

        void notice(String sentence) {
            events.publish(new BootEvent.Notice(events.stamp(), BootEvent.Notice.Level.ERROR, "dns-internal",
                    "DNS for " + at.wire(from).peerAddress() + ": " + sentence));
        }

        void publish(Optional<String> answered, DnsReply.Source source, Optional<Reason> reason) {
            if (asked instanceof DnsRequest.Question question) {
                events.publish(new BootEvent.Dns(events.stamp(), at.wire(from), question.name().toString(), Words.ofType(question.type()),
                        answered, source.word(), Duration.ofNanos(System.nanoTime() - since), reason));
            }
        }
    }
}
