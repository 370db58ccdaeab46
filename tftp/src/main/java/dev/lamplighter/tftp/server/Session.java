package dev.lamplighter.tftp.server;

import dev.lamplighter.model.Decoded;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent.Tftp;
import dev.lamplighter.model.event.Wire;
import dev.lamplighter.tftp.packet.TftpCodec;
import dev.lamplighter.tftp.packet.TftpPacket;
import dev.lamplighter.tftp.packet.TftpPacket.Ack;
import dev.lamplighter.tftp.packet.TftpPacket.ErrorMessage;
import dev.lamplighter.tftp.packet.TftpPacket.OptionAck;
import dev.lamplighter.tftp.service.Terms;
import dev.lamplighter.tftp.service.Transfer;
import dev.lamplighter.tftp.service.Transfer.Step;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One running transfer on its own channel: it carries out the steps of a {@link Transfer}. Everything here runs on the channel's event loop. */
final class Session extends SimpleChannelInboundHandler<DatagramPacket> {

    private final Question question;
    private final long number;
    private final Terms terms;
    private final Content content;
    private final Transfer transfer;
    private final Transfers home;
    private final long began = System.nanoTime();
    private final Alarm alarm;
    private Optional<Channel> channel = Optional.empty();
    private Step latest = new Step.Ignore();
    private boolean ended;

    /** Whether the client has not answered the latest packet in time; read by other threads. */
    private volatile boolean silent;

    Session(Question question, long number, Terms terms, Content content, Transfers home, Alarm alarm) {
        this.question = question;
        this.number = number;
        this.terms = terms;
        this.content = content;
        this.transfer = new Transfer(terms, content.length(), home.settings().patience());
        this.home = home;
        this.alarm = alarm;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = Optional.of(context.channel());
        home.chronicle().step(wire(), number, question.asked().file(), Tftp.Step.STARTED, 0, Duration.ZERO, Optional.empty());
        alarm.whole(home.settings().patience().whole(), () -> perform(transfer.tooLong()));
        perform(transfer.start());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
        int length = datagram.content().readableBytes();
        Decoded<TftpPacket> decoded = home.codec().decode(datagram.content().nioBuffer());
        switch (decoded) {
            case Decoded.Malformed<TftpPacket>(Reason reason) -> home.chronicle().badPacket(wireTo(datagram.sender()), length, reason);
            case Decoded.Message<TftpPacket>(TftpPacket packet) -> {
                if (datagram.sender().equals(question.peer())) {
                    received(packet);
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

    private void received(TftpPacket packet) {
        switch (packet) {
            case Ack(int block) -> {
                silent = false;
                perform(transfer.ack(block));
            }
            case ErrorMessage(int code, String message) -> perform(transfer.error(code, message));
            case TftpPacket.ReadRequest misplaced -> misplaced();
            case TftpPacket.WriteRequest misplaced -> misplaced();
            case TftpPacket.Data misplaced -> misplaced();
            case OptionAck misplaced -> misplaced();
        }
    }

    private void misplaced() {
        home.chronicle().badPacket(wire(), 0, new Reason("tftp-misplaced", "the client of a running transfer sent neither ACK nor ERROR"));
    }

    /** The client asked once more from the same port; {@code anew} is run when this transfer has made way for another. */
    void askedAgain(Question again, Runnable anew) {
        Transfer.Repeat repeat = again.asked().equals(question.asked()) ? transfer.repeatedRequest() : Transfer.Repeat.BEGIN_ANEW;
        switch (repeat) {
            case SEND_AGAIN -> perform(latest);
            case IGNORE -> {}
            case BEGIN_ANEW -> {
                // In silence: an ERROR to that port would end the transfer that the client now waits for.
                perform(new Step.Aborted(new Reason("tftp-superseded", "the client asked anew from the same port"), true));
                anew.run();
            }
        }
    }

    boolean silent() {
        return silent;
    }

    void stop() {
        perform(new Step.Aborted(new Reason("tftp-stopped", "the server stops"), false));
    }

    private void perform(Step step) {
        if (ended || channel.isEmpty()) {
            return;
        }
        switch (step) {
            case Step.Ignore() -> {}
            case Step.Hurry(Duration within) -> alarm.hurry(within, this::timedOut);
            case Step.SendOptions options -> {
                latest = options;
                Datagrams.write(channel.get(), new OptionAck(terms.granted()), question.peer());
                alarm.set(options.within(), this::timedOut);
            }
            case Step.Send send -> {
                latest = send;
                alarm.off();
                send(send);
            }
            case Step.Finished(Optional<Reason> reason) -> end(Tftp.Step.FINISHED, reason);
            case Step.Aborted(Reason reason, boolean byClient) -> {
                if (!byClient) {
                    Datagrams.write(channel.get(), new ErrorMessage(ErrorMessage.UNDEFINED, reason.sentence()), question.peer());
                }
                end(Tftp.Step.ABORTED, Optional.of(reason));
            }
        }
    }

    private void timedOut() {
        silent = true;
        perform(transfer.timedOut());
    }

    private void send(Step.Send send) {
        int last = transfer.octetsOf(send.firstBlock() + send.blocks() - 1);
        var window = new Datagrams.Window(send.firstBlock(), send.blocks(), terms.blockSize(), last);
        CompletableFuture<Content.Extract> octets =
                content.read((send.firstBlock() - 1) * terms.blockSize(), (send.blocks() - 1) * terms.blockSize() + last);
        if (octets.isDone() && !octets.isCompletedExceptionally()) {
            write(window, octets.join(), send);
        } else {
            var _ = octets.whenComplete((extract, failure) -> channel.get().eventLoop().execute(() -> {
                if (failure != null) {
                    perform(new Step.Aborted(new Reason("tftp-read", "`" + question.asked().file() + "` could not be read: " + failure.getMessage()), false));
                } else if (!ended && latest.equals(send)) {
                    write(window, extract, send);
                }
            }));
        }
    }

    private void write(Datagrams.Window window, Content.Extract octets, Step.Send send) {
        if (window.blocks() > 1 && home.maySegment()) {
            Datagrams.writeSegmented(channel.get(), question.peer(), window, octets, (part, cause) -> {
                if (Datagrams.cannotSegment(cause)) {
                    home.neverSegment();
                }
                if (!ended && latest.equals(send)) {
                    Datagrams.writePlain(channel.get(), question.peer(), part, octets);
                }
            });
        } else {
            Datagrams.writePlain(channel.get(), question.peer(), window, octets);
        }
        alarm.set(send.within(), this::timedOut);
    }

    private void end(Tftp.Step step, Optional<Reason> reason) {
        ended = true;
        alarm.end();
        home.chronicle().step(wire(), number, question.asked().file(), step, transfer.acknowledgedOctets(), Duration.ofNanos(System.nanoTime() - began), reason);
        channel.ifPresent(open -> {
            var _ = open.close();
        });
    }

    /** However the channel came to its end: what the transfer held is given back. */
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!ended) {
            end(Tftp.Step.ABORTED, Optional.of(new Reason("tftp-stopped", "the server stops")));
        }
        content.close();
        home.ended(question);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A datagram socket reports what became of an earlier packet (ICMP); the transfer's own time-outs decide.
        home.chronicle().badPacket(wire(), 0, new Reason("tftp-socket", "the socket reported: " + cause.getMessage()));
    }

    private Wire wire() {
        return wireTo(question.peer());
    }

    private Wire wireTo(InetSocketAddress peer) {
        var local = channel.map(Channel::localAddress).map(InetSocketAddress.class::cast).orElse(question.arrival().to());
        return new Wire(question.place().segment().interfaceName(), peer, local);
    }
}
