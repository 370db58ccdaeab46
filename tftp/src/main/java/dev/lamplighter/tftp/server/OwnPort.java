package dev.lamplighter.tftp.server;

import dev.lamplighter.model.Decoded;
import dev.lamplighter.model.Reason;
import dev.lamplighter.tftp.packet.TftpPacket;
import dev.lamplighter.tftp.packet.TftpPacket.ErrorMessage;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;

/** The port that one transfer has for itself: it begins and ends with the transfer. */
final class OwnPort extends SimpleChannelInboundHandler<DatagramPacket> {

    private final Session session;
    private final Transfers home;

    OwnPort(Session session, Transfers home) {
        this.session = session;
        this.home = home;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        session.begin(context.channel(), () -> {
            var _ = context.close();
        });
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
        int length = datagram.content().readableBytes();
        switch (home.codec().decode(datagram.content().nioBuffer())) {
            case Decoded.Malformed<TftpPacket>(Reason reason) -> home.chronicle().badPacket(session.wireTo(datagram.sender()), length, reason);
            case Decoded.Message<TftpPacket>(TftpPacket packet) -> {
                if (session.isWith(datagram.sender())) {
                    session.received(packet);
                } else {
                    stranger(context, datagram.sender(), packet);
                }
            }
        }
    }

    /** The transfer goes on whoever else speaks to its port (RFC 1350 section 4); errors are not answered, so that no two servers quarrel. */
    private static void stranger(ChannelHandlerContext context, InetSocketAddress sender, TftpPacket packet) {
        if (!(packet instanceof ErrorMessage)) {
            Datagrams.write(context.channel(), new ErrorMessage(ErrorMessage.UNKNOWN_TRANSFER, "this transfer is with another port"), sender);
        }
    }

    /** However the channel came to its end: what the transfer held is given back. */
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        session.portClosed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        session.socketReported(cause);
    }
}
