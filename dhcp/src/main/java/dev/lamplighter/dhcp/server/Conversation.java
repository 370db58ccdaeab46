package dev.lamplighter.dhcp.server;

import dev.lamplighter.dhcp.packet.DhcpCodec;
import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.dhcp.packet.DhcpPacket.Op;
import dev.lamplighter.dhcp.service.FullDhcp;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Decoded.Malformed;
import dev.lamplighter.model.Decoded.Message;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Outcome.Ignored;
import dev.lamplighter.model.Outcome.Later;
import dev.lamplighter.model.Outcome.Reply;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Responder;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.model.event.Wire;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;

/**
 * What one socket does with a datagram: decode, ask, send or note the reason, publish the event. What must wait runs on {@code waiting};
 * the rest on the thread that brought the datagram.
 */
final class Conversation {

    private static final Reason REPLY = new Reason("dhcp-not-a-question", "a server's message, not a client's");
    private static final Reason BUSY = new Reason("dhcp-busy", "too many questions are being answered; the client will ask again");
    private static final Reason TOO_OFTEN = new Reason("dhcp-too-often", "more questions than a client asks");
    private static final Reason STOPPING = new Reason("dhcp-stopping", "the server is shutting down");

    private final Segment segment;
    private final int port;
    private final Responder<DhcpPacket, DhcpPacket> responder;
    private final Outgoing outgoing;
    private final Rates rates;
    private final Shared shared;

    /** What all sockets of the door have in common. */
    record Shared(Events events, Clock clock, Executor waiting, InFlight inFlight, ReasonCounts ignored, Alarms alarms, Stopping stopping) {}

    /** Whether new questions are still taken. */
    @FunctionalInterface
    interface Stopping {
        boolean now();
    }

    Conversation(Segment segment, int port, Responder<DhcpPacket, DhcpPacket> responder, Outgoing outgoing, Rates rates, Shared shared) {
        this.segment = segment;
        this.port = port;
        this.responder = responder;
        this.outgoing = outgoing;
        this.rates = rates;
        this.shared = shared;
    }

    void hear(Bytes datagram, InetSocketAddress from) {
        var wire = new Wire(segment.interfaceName(), from, new InetSocketAddress(segment.advertise().toInetAddress(), port));
        switch (DhcpCodec.decode(datagram)) {
            case Message<DhcpPacket> message -> ask(message.value(), wire);
            case Malformed<DhcpPacket> malformed -> {
                shared.ignored().add(malformed.reason());
                shared.events().publish(new BootEvent.BadPacket(shared.events().stamp(), wire, "dhcp", datagram.length(), Optional.of(malformed.reason())));
            }
        }
    }

    private void ask(DhcpPacket asked, Wire wire) {
        if (asked.op() == Op.REPLY || shared.stopping().now()) {
            silent(asked, wire, asked.op() == Op.REPLY ? REPLY : STOPPING);
            return;
        }
        if (!rates.takes(asked.chaddr())) {
            tooOften(asked);
            return;
        }
        var arrival = new Arrival(segment, wire.peer(), wire.local(), asked.relay(), shared.clock().instant());
        finish(asked, wire, outcome(() -> responder.answer(asked, arrival)));
    }

    private void finish(DhcpPacket asked, Wire wire, Outcome<DhcpPacket> outcome) {
        switch (outcome) {
            case Reply<DhcpPacket> reply -> send(asked, wire, reply.message(), reply.reason());
            case Ignored<DhcpPacket> ignored -> silent(asked, wire, ignored.reason());
            case Later<DhcpPacket> later -> await(asked, wire, later);
        }
    }

    private void await(DhcpPacket asked, Wire wire, Later<DhcpPacket> later) {
        Optional<InFlight.Place> place = shared.inFlight().enter(asked.chaddr());
        if (place.isEmpty()) {
            silent(asked, wire, BUSY);
            return;
        }
        shared.waiting().execute(() -> {
            try {
                finish(asked, wire, outcome(later.work()));
            } finally {
                place.get().close();
            }
        });
    }

    /** A datagram that could not be received or sent. */
    void failed(Throwable cause) {
        shared.ignored().add(new Reason("dhcp-socket", "the network refused a datagram"));
        shared.events().publish(new BootEvent.Notice(shared.events().stamp(), BootEvent.Notice.Level.WARN, "dhcp-socket",
                "DHCP on " + segment.interfaceName() + ", port " + port + ": the network refused a datagram: " + cause.getMessage()));
    }

    /** Counted, and told once in a while: an event for each would only be more of the flood. */
    private void tooOften(DhcpPacket asked) {
        shared.ignored().add(TOO_OFTEN);
        shared.alarms().raise(BootEvent.Notice.Level.WARN, TOO_OFTEN.code(), segment.interfaceName(), () -> "DHCP on " + segment.interfaceName()
                + ": more questions come in than clients ask, " + asked.chaddr() + " among others: what is too much is not answered");
    }

    private static Outcome<DhcpPacket> outcome(Callable<Outcome<DhcpPacket>> work) {
        try {
            return work.call();
        } catch (Throwable failed) {
            return new Ignored<>(new Reason("dhcp-failed", "no answer could be made: " + failed));
        }
    }

    /** Publishes first, so that what the client does next is told after it. */
    private void send(DhcpPacket asked, Wire wire, DhcpPacket answer, Optional<Reason> reason) {
        publish(asked, wire, Optional.of(answer), reason);
        outgoing.send(Exchanged.datagram(asked, answer), Destination.of(asked, answer, wire.peer(), port));
        if (isLease(answer)) {
            shared.alarms().over(FullDhcp.STORE_FAILED, segment.interfaceName(), () -> "DHCP on " + segment.interfaceName() + ": leases are kept again");
        }
    }

    /** Whether this answer could not be given without a lease that is on disk. */
    private static boolean isLease(DhcpPacket answer) {
        return answer.kind().equals(Optional.of(Kind.ACK)) && !answer.yiaddr().isNone();
    }

    private void silent(DhcpPacket asked, Wire wire, Reason reason) {
        shared.ignored().add(reason);
        publish(asked, wire, Optional.empty(), Optional.of(reason));
        alarm(reason);
    }

    private void alarm(Reason reason) {
        switch (reason.code()) {
            case FullDhcp.STORE_FAILED -> shared.alarms().raise(BootEvent.Notice.Level.ERROR, reason.code(), segment.interfaceName(),
                    () -> "DHCP on " + segment.interfaceName() + ": nobody gets an address: " + reason.sentence());
            case FullDhcp.POOL_FULL -> shared.alarms().raise(BootEvent.Notice.Level.WARN, reason.code(), segment.interfaceName(),
                    () -> "DHCP on " + segment.interfaceName() + ": " + reason.sentence());
            default -> { }
        }
    }

    private void publish(DhcpPacket asked, Wire wire, Optional<DhcpPacket> answer, Optional<Reason> reason) {
        shared.events().publish(Exchanged.event(shared.events().stamp(), wire, asked, answer, reason));
    }
}
