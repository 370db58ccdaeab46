package dev.lamplighter.tftp.server;

import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Decoded;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.Wire;
import dev.lamplighter.tftp.packet.TftpCodec;
import dev.lamplighter.tftp.packet.TftpPacket;
import dev.lamplighter.tftp.packet.TftpPacket.ErrorMessage;
import dev.lamplighter.tftp.packet.TftpPacket.ReadRequest;
import dev.lamplighter.tftp.packet.TftpPacket.WriteRequest;
import dev.lamplighter.tftp.service.Plan;
import dev.lamplighter.tftp.service.Requests;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;

/** The socket that questions come to: reads them, and hands them on. */
final class Questions extends SimpleChannelInboundHandler<DatagramPacket> {

    private final Place place;
    private final Transfers transfers;
    private final Clock clock;

    Questions(Place place, Transfers transfers, Clock clock) {
        this.place = place;
        this.transfers = transfers;
        this.clock = clock;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
        Ip4 asked = place.asked(datagram.recipient());
        var own = new InetSocketAddress(asked.toInetAddress(), datagram.recipient().getPort());
        var arrival = new Arrival(place.segment(), datagram.sender(), own, Optional.empty(), clock.instant());
        ByteBuf octets = datagram.content();
        int length = octets.readableBytes();
        if (datagram.sender().getPort() == 0) {
            bad(arrival, length, new Reason("tftp-no-port", "from port 0, which cannot be answered"));
        } else if (!place.isOwn(asked)) {
            bad(arrival, length, new Reason("tftp-broadcast", "sent to " + asked + ", not to one host"));
        } else {
            int opcode = length >= 2 ? octets.getUnsignedShort(octets.readerIndex()) : 0;
            switch (transfers.codec().decode(octets.nioBuffer())) {
                case Decoded.Malformed<TftpPacket>(Reason reason) -> malformed(context, arrival, opcode, length, reason);
                case Decoded.Message<TftpPacket>(TftpPacket packet) -> received(context, arrival, length, packet);
            }
        }
    }

    private void received(ChannelHandlerContext context, Arrival arrival, int length, TftpPacket packet) {
        switch (packet) {
            case ReadRequest asked -> transfers.begin(new Question(asked, arrival, place), context.channel());
            case WriteRequest asked -> {
                Plan.Refuse refusal = Requests.plan(asked);
                Datagrams.write(context.channel(), refusal.packet(), arrival.from());
                transfers.chronicle().refused(wire(arrival), asked.file(), refusal.reason());
            }
            case TftpPacket.Data other -> ofTransfer(arrival, length, other);
            case TftpPacket.Ack other -> ofTransfer(arrival, length, other);
            case ErrorMessage other -> ofTransfer(arrival, length, other);
            case TftpPacket.OptionAck other -> ofTransfer(arrival, length, other);
        }
    }

    /** Only where transfers share this port does such a packet belong here. */
    private void ofTransfer(Arrival arrival, int length, TftpPacket packet) {
        transfers.onOnePort(arrival.from(), arrival.to().getAddress())
                .ifPresentOrElse(session -> session.received(packet), () -> stray(arrival, length));
    }

    private void stray(Arrival arrival, int length) {
        bad(arrival, length, new Reason("tftp-no-request", "only requests belong to this port"));
    }

    /** A broken request is told so; anything else that is broken gets no answer, so that nobody can be made to quarrel with us. */
    private void malformed(ChannelHandlerContext context, Arrival arrival, int opcode, int length, Reason reason) {
        if (opcode == TftpCodec.READ || opcode == TftpCodec.WRITE) {
            var refusal = Plan.Refuse.because(ErrorMessage.ILLEGAL_OPERATION, reason);
            Datagrams.write(context.channel(), refusal.packet(), arrival.from());
        }
        bad(arrival, length, reason);
    }

    private void bad(Arrival arrival, int length, Reason reason) {
        transfers.chronicle().badPacket(wire(arrival), length, reason);
    }

    private Wire wire(Arrival arrival) {
        return new Wire(place.segment().interfaceName(), arrival.from(), arrival.to());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        transfers.portClosed(context.channel());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A datagram socket reports what became of an earlier answer (ICMP); nothing is lost by going on.
        var local = (InetSocketAddress) context.channel().localAddress();
        transfers.chronicle().badPacket(new Wire(place.segment().interfaceName(), local, local), 0,
                new Reason("tftp-socket", "the socket reported: " + cause.getMessage()));
    }
}
