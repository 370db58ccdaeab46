package dev.lamplighter.dns.service;

import dev.lamplighter.dns.DnsLimits;
import dev.lamplighter.dns.packet.DnsReply;
import dev.lamplighter.dns.packet.DnsRequest;
import dev.lamplighter.dns.packet.MessageCodec;
import dev.lamplighter.dns.packet.Records;
import dev.lamplighter.dns.packet.Transport;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Decoded;
import dev.lamplighter.model.Reason;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/**
 * Asks the upstream servers in their order until one has an answer. Who fails is followed by the next; to who is silent for a while the next is
 * asked beside, and the first answer counts. Safe for any thread; each call blocks its own.
 */
final class Forwarder {

    /** A server that is silent for this part of its time gets company. */
    private static final int SILENCES = 5;

    private final UpstreamOrder order;
    private final Exchange exchange;
    private final IntSupplier ids;
    private final Lifetime lifetime;
    private final int datagram;
    private final Duration silence;
    private final Semaphore beside;

    /** {@code ids} gives query ids that cannot be guessed; of {@code limits} the datagram, the wait for a server and the questions at once count. */
    Forwarder(UpstreamOrder order, Exchange exchange, IntSupplier ids, Lifetime lifetime, DnsLimits limits) {
        this.order = order;
        this.exchange = exchange;
        this.ids = ids;
        this.lifetime = lifetime;
        this.datagram = limits.datagram();
        this.silence = limits.upstreamTimeout().dividedBy(SILENCES);
        this.beside = new Semaphore(limits.waiting());
    }

    /** An answer with how long it may be remembered; zero for what must not be. */
    record Learned(DnsReply reply, Duration lifetime) {}

    /** What one server said, or why it said nothing. */
    private sealed interface Heard {
        record Said(Learned learned, boolean isFinal) implements Heard {}

        record Failed(String why) implements Heard {}
    }

    /** SERVFAIL with the reason where no server has an answer; the last server's own error where one gave it. */
    Learned learn(DnsRequest.Question asked) {
        Iterator<InetSocketAddress> servers = order.now().iterator();
        var heard = new LinkedBlockingQueue<Heard>();
        Optional<Learned> refused = Optional.empty();
        var failures = new StringBuilder();
        int underWay = 0;
        while (underWay > 0 || servers.hasNext()) {
            if (servers.hasNext() && (underWay == 0 || beside.tryAcquire())) {
                start(servers.next(), asked, heard, underWay > 0);
                underWay++;
            }
            Optional<Heard> one = next(heard, servers.hasNext());
            if (one.isEmpty()) {
                continue;
            }
            underWay--;
            switch (one.get()) {
                case Heard.Said(Learned learned, boolean isFinal) -> {
                    if (isFinal) {
                        return learned;
                    }
                    refused = Optional.of(learned);
                }
                case Heard.Failed(String why) -> failures.append(failures.isEmpty() ? "" : "; ").append(why);
            }
        }
        return refused.orElseGet(() -> new Learned(DnsReply.refusal(Rcode.SERVFAIL,
                new Reason("dns-upstream-failed", "no upstream server answered (" + failures + ")")), Duration.ZERO));
    }

    /** The last server needs no thread of its own where nobody else is asked; a straggler goes on, as its answer tells of its health. */
    private void start(InetSocketAddress server, DnsRequest.Question asked, BlockingQueue<Heard> heard, boolean isBeside) {
        if (order.isSingle()) {
            heard.add(hear(server, asked));
            return;
        }
        Thread.ofVirtual().name("dns-upstream").start(() -> {
            try {
                heard.add(hear(server, asked));
            } finally {
                if (isBeside) {
                    beside.release();
                }
            }
        });
    }

    private Optional<Heard> next(BlockingQueue<Heard> heard, boolean othersLeft) {
        try {
            return othersLeft ? Optional.ofNullable(heard.poll(silence.toMillis(), TimeUnit.MILLISECONDS)) : Optional.of(heard.take());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the server stops");
        }
    }

    private Heard hear(InetSocketAddress server, DnsRequest.Question asked) {
        try {
            Message answer = ask(server, asked);
            order.answered(server);
            return new Heard.Said(learned(answer, asked), isFinal(answer.getRcode()));
        } catch (IOException | RuntimeException failed) {
            order.failed(server);
            return new Heard.Failed(text(server) + ": " + failed.getMessage());
        }
    }

    private static boolean isFinal(int rcode) {
        return rcode != Rcode.SERVFAIL && rcode != Rcode.REFUSED && rcode != Rcode.NOTIMP && rcode != Rcode.FORMERR;
    }

    private Message ask(InetSocketAddress server, DnsRequest.Question asked) throws IOException {
        Message answer = ask(server, asked, datagram);
        int rcode = answer.getRcode();
        if ((rcode == Rcode.FORMERR || rcode == Rcode.NOTIMP || rcode == Rcode.BADVERS) && !asked.dnssecOk()) {
            return ask(server, asked, 0);        // it may be older than EDNS (RFC 6891 section 7)
        }
        return answer;
    }

    private Message ask(InetSocketAddress server, DnsRequest.Question asked, int withDatagram) throws IOException {
        Bytes query = value(MessageCodec.question(asked, ids.getAsInt(), withDatagram));
        var expected = new ExpectedAnswer(query, asked.name().length());
        Bytes octets = exchange.ask(server, Transport.UDP, query, expected);
        if (expected.isSpelledAsSent(octets)) {
            Message answer = value(MessageCodec.decode(octets));
            if (!answer.getHeader().getFlag(Flags.TC)) {
                return answer;
            }
        }
        return value(MessageCodec.decode(exchange.ask(server, Transport.TCP, query, expected)));
    }

    private Learned learned(Message answer, DnsRequest.Question asked) throws IOException {
        Records records = value(MessageCodec.records(answer, asked));
        int rcode = answer.getRcode();
        Optional<Reason> reason = isFinal(rcode)
                ? Optional.empty()
                : Optional.of(new Reason("dns-upstream-error", "the upstream server itself answered " + Rcode.string(rcode)));
        boolean whole = !answer.getHeader().getFlag(Flags.TC) && asked.header().recursionDesired();
        return new Learned(new DnsReply(rcode, false, records, 0, DnsReply.Source.UPSTREAM, reason),
                whole ? lifetime.of(answer, asked.type()) : Duration.ZERO);
    }

    private static <T> T value(Decoded<T> decoded) throws IOException {
        return switch (decoded) {
            case Decoded.Message<T>(T value) -> value;
            case Decoded.Malformed<T>(Reason reason) -> throw new IOException(reason.sentence());
        };
    }

    private static String text(InetSocketAddress server) {
        return server.getAddress() == null ? server.getHostString() : server.getAddress().getHostAddress() + " port " + server.getPort();
    }
}
