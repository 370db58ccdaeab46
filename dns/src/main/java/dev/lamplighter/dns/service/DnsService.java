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
import java.util.function.Supplier;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/**
 * Answers at once from the overrides, the machines and the cache, later from upstream. Of what is ours the most specific wins: an override of
 * the very name, then a machine, then an override above it. A name of ours is never asked for elsewhere, whatever the type.
 */
public final class DnsService implements Responder<DnsRequest, DnsReply> {

    private static final Reason VERSION = new Reason("dns-edns-version", "an EDNS version other than 0 (RFC 6891 section 6.1.3)");
    private static final Reason TRANSFER = new Reason("dns-transfer", "zone transfers are not offered");
    private static final Reason META = new Reason("dns-meta-type", "a record type that cannot be asked for");
    private static final Reason CLASS = new Reason("dns-class", "one of our names in a class other than IN");
    private static final DnsReply NO_SUCH_NAME = new DnsReply(Rcode.NXDOMAIN, true, Records.NONE, 0, DnsReply.Source.OVERRIDE, Optional.empty());
    private static final Reason NO_UPSTREAM = new Reason("dns-no-upstream", "not one of our names, and no upstream server is set");

    private final Overrides overrides;
    private final Supplier<NameTable> machines;
    private final UpstreamOrder order;
    private final AnswerCache cache;
    private final Forwarder forwarder;
    private final Flights<Flight> flights = new Flights<>();
    private final DnsReply minimalAny;

    /** Without machines. */
    public DnsService(DnsSettings settings, Exchange exchange, IntSupplier ids, LongSupplier monotonicNanos) {
        this(settings, () -> NameTable.EMPTY, exchange, ids, monotonicNanos);
    }

    /**
     * {@code machines} is asked for every question, so it must be quick. Throws {@link IllegalArgumentException} with a sentence where an
     * override's name is none.
     */
    public DnsService(DnsSettings settings, Supplier<NameTable> machines, Exchange exchange, IntSupplier ids, LongSupplier monotonicNanos) {
        this.machines = machines;
        DnsLimits limits = settings.limits();
        overrides = new Overrides(settings.overrides(), limits.overrideTtl());
        order = new UpstreamOrder(settings.upstreams(), monotonicNanos);
        cache = new AnswerCache(limits.cacheEntries(), limits.cacheOctets(), monotonicNanos);
        forwarder = new Forwarder(order, exchange, ids, new Lifetime(limits.longestTtl(), limits.longestNegative()), limits);
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
            default -> ours(asked).<Outcome<DnsReply>>map(Outcome.Reply::new).orElseGet(() -> others(asked));
        };
    }

    private Optional<DnsReply> ours(DnsRequest.Question asked) {
        NameTable known = machines.get();
        if (!known.isEmpty() && overrides.exactly(asked.name()).isEmpty()) {
            Optional<Records> machine = known.find(asked.name(), asked.type());
            if (machine.isPresent()) {
                return Optional.of(asked.dnsClass() == DClass.IN ? own(machine.get(), true) : DnsReply.refusal(Rcode.REFUSED, CLASS));
            }
        }
        return overrides.find(asked.name()).map(addresses -> override(asked, addresses));
    }

    private static DnsReply override(DnsRequest.Question asked, Overrides.Addresses addresses) {
        if (asked.dnsClass() != DClass.IN) {
            return DnsReply.refusal(Rcode.REFUSED, CLASS);
        }
        return addresses.none() ? NO_SUCH_NAME : own(addresses.of(asked.type(), asked.over() == Transport.TCP), true);
    }

    private static DnsReply own(Records records, boolean authoritative) {
        return new DnsReply(Rcode.NOERROR, authoritative, records, 0, DnsReply.Source.OVERRIDE, Optional.empty());
    }

    private Outcome<DnsReply> others(DnsRequest.Question asked) {
        if (order.isEmpty()) {
            return new Outcome.Reply<>(DnsReply.refusal(Rcode.REFUSED, NO_UPSTREAM));
        }
        if (asked.type() == Type.ANY) {
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
