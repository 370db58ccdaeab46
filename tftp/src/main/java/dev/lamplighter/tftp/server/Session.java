package dev.lamplighter.tftp.server;

import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent.Tftp;
import dev.lamplighter.model.event.Wire;
import dev.lamplighter.tftp.packet.TftpPacket;
import dev.lamplighter.tftp.packet.TftpPacket.Ack;
import dev.lamplighter.tftp.packet.TftpPacket.ErrorMessage;
import dev.lamplighter.tftp.packet.TftpPacket.OptionAck;
import dev.lamplighter.tftp.service.Terms;
import dev.lamplighter.tftp.service.Transfer;
import dev.lamplighter.tftp.service.Transfer.Step;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One running transfer: it carries out the steps of a {@link Transfer}, on a channel of its own or on the one of the questions. Everything here
 * runs on that channel's event loop.
 */
final class Session {

    /** Between two words about how far a transfer is, in nanoseconds. */
    private static final long TELLING = Duration.ofMillis(500).toNanos();

    private final Question question;
    private final long number;
    private final Terms terms;
    private final Content content;
    private final Transfer transfer;
    private final Transfers home;
    private final long began = System.nanoTime();
    private final Alarm alarm;
    private long told = began;
    private Optional<Channel> channel = Optional.empty();
    private Runnable leave = () -> {};
    private Step latest = new Step.Ignore();
    private boolean ended;
    private boolean gone;

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

    /** {@code leave} is run when the transfer is over; it leads to {@link #portClosed}. */
    void begin(Channel over, Runnable leave) {
        channel = Optional.of(over);
        this.leave = leave;
        home.chronicle().step(wire(), number, question.asked().file(), Tftp.Step.STARTED, 0, Duration.ZERO, Optional.empty());
        alarm.whole(home.settings().patience().whole(), () -> perform(transfer.tooLong()));
        perform(transfer.start());
    }

    boolean isWith(InetSocketAddress peer) {
        return peer.equals(question.peer());
    }

    boolean isOver(Channel over) {
        return channel.filter(over::equals).isPresent();
    }

    void received(TftpPacket packet) {
        switch (packet) {
            case Ack(int block) -> {
                silent = false;
                perform(transfer.ack(block));
                tell();
            }
            case ErrorMessage(int code, String message) -> perform(transfer.error(code, message));
            case TftpPacket.ReadRequest misplaced -> misplaced();
            case TftpPacket.WriteRequest misplaced -> misplaced();
            case TftpPacket.Data misplaced -> misplaced();
            case OptionAck misplaced -> misplaced();
        }
    }

    /** Now and then how far it is. */
    private void tell() {
        long now = System.nanoTime();
        if (!ended && now - told >= TELLING) {
            told = now;
            home.chronicle().progress(wire(), question.asked().file(), transfer.acknowledgedOctets(), content.length());
        }
    }

    private void misplaced() {
        home.chronicle().badPacket(wire(), 0, new Reason("tftp-misplaced", "the client of a running transfer sent neither ACK nor ERROR"));
    }

    /** The client asked once more from the same port; {@code anew} is run when this transfer has made way for another. */
    void askedAgain(Question again, Runnable anew) {
        if (ended) {
            anew.run();
            return;
        }
        Transfer.Repeat repeat = again.asked().equals(question.asked()) ? transfer.repeatedRequest() : Transfer.Repeat.BEGIN_ANEW;
        switch (repeat) {
            case SEND_AGAIN -> perform(transfer.again());
            case IGNORE -> {}
            case BEGIN_ANEW -> makeWay("the client asked anew from the same port", anew);
            case BEGIN_PLAIN -> {
                home.optionsAreTrouble(question);
                makeWay("the client asks again and again: it seems not to understand the options that it was granted", anew);
            }
        }
    }

    /** In silence: an ERROR to that port would end the transfer that the client now waits for. */
    private void makeWay(String why, Runnable anew) {
        perform(new Step.Aborted(new Reason("tftp-superseded", why), true));
        anew.run();
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
        learn(step, reason);
        leave.run();
    }

    /** What this end tells of the client and options: one that took nothing of the file, though it could speak, may have failed because of them. */
    private void learn(Tftp.Step step, Optional<Reason> reason) {
        if (step == Tftp.Step.FINISHED && transfer.isDone()) {
            home.took(question);
        } else if (!terms.granted().isEmpty() && transfer.acknowledgedOctets() == 0
                && reason.filter(why -> why.code().equals("tftp-silent") || why.code().equals("tftp-client-error")).isPresent()) {
            home.failed(question);
        }
    }

    /** The port is closed, or was never this transfer's own: what the transfer held is given back, once. */
    void portClosed() {
        if (gone) {
            return;
        }
        gone = true;
        if (!ended) {
            end(Tftp.Step.ABORTED, Optional.of(new Reason("tftp-stopped", "the server stops")));
        }
        content.close();
        home.ended(question);
    }

    /** A datagram socket reports what became of an earlier packet (ICMP); the transfer's own time-outs decide. */
    void socketReported(Throwable cause) {
        home.chronicle().badPacket(wire(), 0, new Reason("tftp-socket", "the socket reported: " + cause.getMessage()));
    }

    private Wire wire() {
        return wireTo(question.peer());
    }

    Wire wireTo(InetSocketAddress peer) {
        var local = channel.map(Channel::localAddress).map(InetSocketAddress.class::cast).orElse(question.arrival().to());
        return new Wire(question.place().segment().interfaceName(), peer, local);
    }
}
