package dev.lamplighter.dns.service;

import dev.lamplighter.dns.DnsLimits;
import dev.lamplighter.dns.DnsSettings;
import dev.lamplighter.dns.packet.DnsReply;
import dev.lamplighter.dns.packet.DnsRequest;
import dev.lamplighter.dns.packet.Records;
import dev.lamplighter.dns.packet.Transport;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Responder;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Answers at once from the overrides and the cache, later from upstream. A name of ours is never asked for elsewhere, whatever the type. */
public final class DnsService implements Responder<DnsRequest, DnsReply> {

    private static final Reason VERSION = new Reason("dns-edns-version", "an EDNS version other than 0 (RFC 6891 section 6.1.3)");
    private static final Reason TRANSFER = new Reason("dns-transfer", "zone transfers are not offered");
    private static final Reason META = new Reason("dns-meta-type", "a record type that cannot be asked for");
    private static final Reason CLASS = new Reason("dns-class", "one of our names in a class other than IN");
    private static final Reason NO_UPSTREAM = new Reason("dns-no-upstream", "not one of our names, and no upstream server is set");

    private final Overrides overrides;
    private final UpstreamOrder order;
    private final AnswerCache cache;
    private final Forwarder forwarder;
    private final Flights<Flight> flights = new Flights<>();
    private final DnsReply minimalAny;

    /** Throws {@link IllegalArgumentException} with a sentence where an override's name is none. */
    public DnsService(DnsSettings settings, Exchange exchange, IntSupplier ids, LongSupplier monotonicNanos) {
        DnsLimits limits = settings.limits();
        overrides = new Overrides(settings.overrides(), limits.overrideTtl());
        order = new UpstreamOrder(settings.upstreams(), monotonicNanos);
        cache = new AnswerCache(limits.cacheEntries(), limits.cacheOctets(), monotonicNanos);
        forwarder = new Forwarder(order, exchange, ids, new Lifetime(limits.longestTtl(), limits.longestNegative()), limits.datagram());
        minimalAny = own(Overrides.minimalAny(limits.overrideTtl()), false);
    }

    @Override
    public Outcome<DnsReply> answer(DnsRequest asked, Arrival arrival) {
        return switch (asked) {
            case DnsRequest.Refusable refusable -> new Outcome.Reply<>(DnsReply.refusal(refusable.rcode(), refusable.reason()));
            case DnsRequest.Question question -> answer(question);
        };
    }

    private Outcome<DnsReply> answer(DnsRequest.Question asked) {
        if (asked.edns().isPresent() && asked.edns().get().version() != 0) {
            return new Outcome.Reply<>(DnsReply.refusal(Rcode.BADVERS, VERSION));
        }
        return switch (asked.type()) {
            case Type.AXFR, Type.IXFR -> new Outcome.Reply<>(DnsReply.refusal(Rcode.REFUSED, TRANSFER));
            case Type.OPT, Type.TSIG, Type.TKEY -> new Outcome.Reply<>(DnsReply.refusal(Rcode.FORMERR, META));
            default -> {
                Optional<Overrides.Addresses> ours = overrides.find(asked.name());
                yield ours.isPresent() ? new Outcome.Reply<>(ours(asked, ours.get())) : others(asked);
            }
        };
    }

    private static DnsReply ours(DnsRequest.Question asked, Overrides.Addresses addresses) {
        return asked.dnsClass() == DClass.IN
                ? own(addresses.of(asked.type(), asked.over() == Transport.TCP), true)
                : DnsReply.refusal(Rcode.REFUSED, CLASS);
    }

    private static DnsReply own(Records records, boolean authoritative) {
        return new DnsReply(Rcode.NOERROR, authoritative, records, 0, DnsReply.Source.OVERRIDE, Optional.empty());
    }

    private Outcome<DnsReply> others(DnsRequest.Question asked) {
        if (order.isEmpty()) {
            return new Outcome.Reply<>(DnsReply.refusal(Rcode.REFUSED, NO_UPSTREAM));
        }
        if (asked.type() == Type.ANY && asked.over() == Transport.UDP) {
            return new Outcome.Reply<>(minimalAny);
        }
        var key = QuestionKey.of(asked);
        Optional<DnsReply> known = cache.find(key);
        if (known.isPresent()) {
            return new Outcome.Reply<>(known.get());
        }
        return new Outcome.Later<>(() -> new Outcome.Reply<>(flights.join(new Flight(key, asked.header().recursionDesired()), () -> learn(key, asked))));
    }

    /** Looks into the cache again: an equal question may have come back since. */
    private DnsReply learn(QuestionKey key, DnsRequest.Question asked) {
        return cache.find(key).orElseGet(() -> {
            Forwarder.Learned learned = forwarder.learn(asked);
            cache.store(key, learned.reply(), learned.lifetime());
            return learned.reply();
        });
    }

    /** A question that asks upstream not to recurse may have another answer than one that does. */
    private record Flight(QuestionKey key, boolean recursionDesired) {}
}
