package dev.lamplighter.dns;

import dev.lamplighter.dns.packet.DnsReply;
import dev.lamplighter.dns.packet.DnsRequest;
import dev.lamplighter.dns.packet.ReplyCodec;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Responder;
import dev.lamplighter.model.Segment;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A client's talk with a responder: it asks, waits if it must, and reads the octets that come back. */
public final class Talk {

    private static final Segment LAB = new Segment("eth1", Ip4.of("192.0.2.2"), Optional.empty(), Segment.DhcpMode.OFF, List.of());
    private static final Arrival ARRIVAL = new Arrival(LAB, new InetSocketAddress(InetAddress.getLoopbackAddress(), 40000),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 53), Optional.empty(), Instant.EPOCH);

    private final Responder<DnsRequest, DnsReply> responder;

    public Talk(Responder<DnsRequest, DnsReply> responder) {
        this.responder = responder;
    }

    public Heard hear(Asking asking) {
        DnsRequest.Question question = asking.question();
        DnsReply reply = reply(question);
        return new Heard(reply.source(), written(question, reply));
    }

    public DnsReply reply(DnsRequest request) {
        return settled(responder.answer(request, ARRIVAL));
    }

    /** Whether the answer must be waited for. */
    public boolean waits(Asking asking) {
        return responder.answer(asking.question(), ARRIVAL) instanceof Outcome.Later;
    }

    public static Bytes written(DnsRequest request, DnsReply reply) {
        ByteBuf out = Unpooled.buffer();
        new ReplyCodec(1232).write(request, reply, out);
        return Bytes.owned(ByteBufUtil.getBytes(out));
    }

    private static DnsReply settled(Outcome<DnsReply> outcome) {
        return switch (outcome) {
            case Outcome.Reply<DnsReply>(DnsReply reply, _) -> reply;
            case Outcome.Ignored<DnsReply> ignored -> throw new AssertionError("silence: " + ignored.reason());
            case Outcome.Later<DnsReply> later -> settled(called(later));
        };
    }

    private static Outcome<DnsReply> called(Outcome.Later<DnsReply> later) {
        try {
            return later.work().call();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    /** What came back. */
    public record Heard(DnsReply.Source source, Bytes octets) {

        public Message message() {
            try {
                return new Message(octets.toArray());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        public String rcode() {
            return Rcode.string(message().getRcode());
        }

        public boolean truncated() {
            return message().getHeader().getFlag(Flags.TC);
        }

        /** The answer section as {@code TYPE data}. */
        public List<String> answers() {
            return lines(message().getSection(Section.ANSWER));
        }

        public List<String> authority() {
            return lines(message().getSection(Section.AUTHORITY));
        }

        public long ttl() {
            return message().getSection(Section.ANSWER).stream().mapToLong(Record::getTTL).min().orElseThrow();
        }

        public long authorityTtl() {
            return message().getSection(Section.AUTHORITY).stream().mapToLong(Record::getTTL).min().orElseThrow();
        }

        public Optional<OPTRecord> opt() {
            return Optional.ofNullable(message().getOPT());
        }

        private static List<String> lines(List<Record> records) {
            return records.stream().map(record -> Type.string(record.getType()) + " " + record.rdataToString()).toList();
        }
    }
}
