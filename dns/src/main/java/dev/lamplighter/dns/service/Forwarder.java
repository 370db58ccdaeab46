package dev.lamplighter.dns.service;

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
import java.util.Optional;
import java.util.function.IntSupplier;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Asks the upstream servers, one after the other, until one has an answer. Safe for any thread; each call blocks its own. */
final class Forwarder {

    private final UpstreamOrder order;
    private final Exchange exchange;
    private final IntSupplier ids;
    private final Lifetime lifetime;
    private final int datagram;

    /** {@code ids} gives query ids that cannot be guessed; {@code datagram} is the largest that we take. */
    Forwarder(UpstreamOrder order, Exchange exchange, IntSupplier ids, Lifetime lifetime, int datagram) {
        this.order = order;
        this.exchange = exchange;
        this.ids = ids;
        this.lifetime = lifetime;
        this.datagram = datagram;
    }

    /** An answer with how long it may be remembered; zero for what must not be. */
    record Learned(DnsReply reply, Duration lifetime) {}

    /** SERVFAIL with the reason where no server has an answer; the last server's own error where one gave it. */
    Learned learn(DnsRequest.Question asked) {
        Optional<Learned> refused = Optional.empty();
        var failures = new StringBuilder();
        for (InetSocketAddress server : order.now()) {
            try {
                Message answer = ask(server, asked);
                order.answered(server);
                Learned learned = learned(answer, asked);
                if (isFinal(answer.getRcode())) {
                    return learned;
                }
                refused = Optional.of(learned);
            } catch (IOException failed) {
                order.failed(server);
                failures.append(failures.isEmpty() ? "" : "; ").append(text(server)).append(": ").append(failed.getMessage());
            }
        }
        return refused.orElseGet(() -> new Learned(DnsReply.refusal(Rcode.SERVFAIL,
                new Reason("dns-upstream-failed", "no upstream server answered (" + failures + ")")), Duration.ZERO));
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
        if (asked.type() != Type.ANY) {
            Bytes octets = exchange.ask(server, Transport.UDP, query, expected);
            if (expected.isSpelledAsSent(octets)) {
                Message answer = value(MessageCodec.decode(octets));
                if (!answer.getHeader().getFlag(Flags.TC)) {
                    return answer;
                }
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
