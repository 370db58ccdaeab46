package dev.lamplighter.tftp.server;

import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent.Tftp;
import dev.lamplighter.net.Loops;
import dev.lamplighter.tftp.packet.TftpCodec;
import dev.lamplighter.tftp.packet.TftpPacket.ErrorMessage;
import dev.lamplighter.tftp.packet.TftpPacket.ReadRequest;
import dev.lamplighter.tftp.service.Plan;
import dev.lamplighter.tftp.service.Requests;
import dev.lamplighter.tftp.service.Terms;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** All transfers: each begins as a question, is prepared on a virtual thread, and runs on an event loop of its own choice. */
final class Transfers {

    /** Who is served from which of our addresses: a client has one transfer for each of its ports. */
    private record Key(InetSocketAddress peer, InetAddress own) {
        static Key of(Question question) {
            return new Key(question.peer(), question.arrival().to().getAddress());
        }
    }

    /** A transfer that is being prepared, and then runs as its session. */
    private record Entry(ReadRequest asked, EventLoop loop, Optional<Session> session) {}

    private final TftpSettings settings;
    private final Requests requests;
    private final Library library;
    private final Chronicle chronicle;
    private final Loops loops;
    private final TftpCodec codec = TftpCodec.standard();
    private final Map<Key, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicBoolean segmenting = new AtomicBoolean(Datagrams.canSegment());

    Transfers(TftpSettings settings, Requests requests, Library library, Chronicle chronicle, Loops loops) {
        this.settings = settings;
        this.requests = requests;
        this.library = library;
        this.chronicle = chronicle;
        this.loops = loops;
    }

    TftpSettings settings() {
        return settings;
    }

    Chronicle chronicle() {
        return chronicle;
    }

    TftpCodec codec() {
        return codec;
    }

    boolean maySegment() {
        return segmenting.get();
    }

    /** Some interface cannot (without checksum offload the kernel refuses), so none is asked again. */
    void neverSegment() {
        segmenting.set(false);
    }

    boolean any() {
        return !entries.isEmpty();
    }

    /** Whether a client still listens; nobody waits for one that has fallen silent. */
    boolean anyAlive() {
        return entries.values().stream().anyMatch(entry -> entry.session().map(session -> !session.silent()).orElse(true));
    }

    /** Never waits. {@code front} is the socket that the question came to. */
    void begin(Question question, Channel front) {
        var key = Key.of(question);
        Optional<Entry> running = Optional.ofNullable(entries.get(key));
        if (running.isPresent()) {
            running.get().session().ifPresent(session ->
                    running.get().loop().execute(() -> session.askedAgain(question, () -> beginWhenGone(key, question, front))));
            return;
        }
        if (entries.size() >= settings.transfers()) {
            var busy = Plan.Refuse.because(ErrorMessage.UNDEFINED, new Reason("tftp-busy", "busy: " + settings.transfers() + " transfers run already, ask again"));
            Datagrams.write(front, busy.packet(), question.peer());
            chronicle.refused(question.wire(), question.asked().file(), busy.reason());
            return;
        }
        EventLoop loop = loops.group().next();
        if (entries.putIfAbsent(key, new Entry(question.asked(), loop, Optional.empty())) == null) {
            Thread.ofVirtual().name("tftp-prepare").start(() -> prepare(question, loop));
        }
    }

    /** The session that made way has closed its channel, and the end of that is on the same event loop. */
    private void beginWhenGone(Key key, Question question, Channel front) {
        Optional.ofNullable(entries.get(key)).ifPresentOrElse(
                old -> old.loop().execute(() -> begin(question, front)),
                () -> begin(question, front));
    }

    /** May wait: finds the file, opens it, and agrees on the terms. */
    private void prepare(Question question, EventLoop loop) {
        switch (requests.plan(question.asked(), question.arrival())) {
            case Plan.Refuse refusal -> refuse(question, loop, refusal);
            case Plan.Serve serve -> {
                try {
                    Content content = library.open(serve.body(), serve.mode());
                    run(question, loop, content, terms(question, content.length()));
                } catch (IOException | RuntimeException failed) {
                    refuse(question, loop, Plan.Refuse.because(ErrorMessage.FILE_NOT_FOUND,
                            new Reason("tftp-open", "`" + question.asked().file() + "` cannot be opened: " + failed.getMessage())));
                }
            }
        }
    }

    private Terms terms(Question question, long length) {
        int block = question.asked().options().isEmpty() ? Terms.PLAIN_BLOCK : Sockets.largestBlock(question.arrival().to().getAddress());
        return Terms.negotiate(question.asked().options(), length, new Terms.Limits(block, settings.window(), settings.windowOctets()));
    }

    private void run(Question question, EventLoop loop, Content content, Terms terms) {
        var session = new Session(question, chronicle.nextTransfer(), terms, content, this, new Alarm(loop));
        entries.put(Key.of(question), new Entry(question.asked(), loop, Optional.of(session)));
        ChannelFuture bound = Sockets.open(loop, question.arrival().to().getAddress(), question.place().interfaceName(), session);
        bound.addListener(done -> {
            if (!done.isSuccess()) {
                content.close();
                ended(question);
                noSocket(question, done.cause());
            }
        });
    }

    private void refuse(Question question, EventLoop loop, Plan.Refuse refusal) {
        Sockets.open(loop, question.arrival().to().getAddress(), question.place().interfaceName(), new ChannelInboundHandlerAdapter())
                .addListener((ChannelFutureListener) bound -> {
                    if (bound.isSuccess()) {
                        bound.channel().writeAndFlush(Datagrams.packet(refusal.packet(), question.peer())).addListener(ChannelFutureListener.CLOSE);
                        chronicle.refused(question.wire(), question.asked().file(), refusal.reason());
                    } else {
                        noSocket(question, bound.cause());
                    }
                    ended(question);
                });
    }

    private void noSocket(Question question, Throwable cause) {
        chronicle.step(question.wire(), chronicle.nextTransfer(), question.asked().file(), Tftp.Step.REFUSED, 0, Duration.ZERO,
                Optional.of(new Reason("tftp-no-socket", "no port for the transfer could be opened: " + cause.getMessage())));
    }

    /** A transfer, or the attempt at one, is over. */
    void ended(Question question) {
        entries.remove(Key.of(question));
    }

    void stop() {
        entries.values().forEach(entry -> entry.session().ifPresent(session -> entry.loop().execute(session::stop)));
    }
}
