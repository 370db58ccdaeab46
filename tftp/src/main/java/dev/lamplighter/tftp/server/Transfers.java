package dev.lamplighter.tftp.server;

import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent.Tftp;
import dev.lamplighter.net.Loops;
import dev.lamplighter.tftp.packet.TftpCodec;
import dev.lamplighter.tftp.packet.TftpPacket.ErrorMessage;
import dev.lamplighter.tftp.packet.TftpPacket.ReadRequest;
import dev.lamplighter.tftp.service.OptionTrouble;
import dev.lamplighter.tftp.service.Plan;
import dev.lamplighter.tftp.service.Requests;
import dev.lamplighter.tftp.service.Terms;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
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
    private final OptionTrouble trouble = OptionTrouble.standard();
    private final Sockets sockets;
    private volatile boolean taking = true;
    private final Map<Key, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicBoolean segmenting = new AtomicBoolean(Datagrams.canSegment());

    Transfers(TftpSettings settings, Requests requests, Library library, Chronicle chronicle, Loops loops) {
        this.settings = settings;
        this.requests = requests;
        this.library = library;
        this.chronicle = chronicle;
        this.loops = loops;
        this.sockets = new Sockets(settings.ports());
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

    /** The transfer on {@code front} with {@code peer}, where transfers share the port of the questions. */
    Optional<Session> onOnePort(InetSocketAddress peer, InetAddress own) {
        return settings.onePort() ? Optional.ofNullable(entries.get(new Key(peer, own))).flatMap(Entry::session) : Optional.empty();
    }

    /** A port of the questions is closed, and with it go the transfers that shared it. On its event loop. */
    void portClosed(Channel front) {
        if (settings.onePort()) {
            entries.values().forEach(entry -> entry.session().filter(session -> session.isOver(front)).ifPresent(Session::portClosed));
        }
    }

    /** Begins nothing more. */
    void stopTaking() {
        taking = false;
    }

    /** Never waits. {@code front} is the socket that the question came to. */
    void begin(Question question, Channel front) {
        if (!taking) {
            return;
        }
        var key = Key.of(question);
        Optional<Entry> running = Optional.ofNullable(entries.get(key));
        if (running.isPresent()) {
            running.get().session().ifPresent(session ->
                    running.get().loop().execute(() -> session.askedAgain(question, () -> beginWhenGone(key, question, front))));
            return;
        }
        if (entries.size() >= settings.mostTransfers()) {
            var busy = Plan.Refuse.because(ErrorMessage.UNDEFINED, new Reason("tftp-busy", "busy: " + settings.mostTransfers() + " transfers run already, ask again"));
            Datagrams.write(front, busy.packet(), question.peer());
            chronicle.refused(question.wire(), question.asked().file(), busy.reason());
            return;
        }
        EventLoop loop = settings.onePort() ? front.eventLoop() : loops.group().next();
        if (entries.putIfAbsent(key, new Entry(question.asked(), loop, Optional.empty())) == null) {
            Thread.ofVirtual().name("tftp-prepare").start(() -> prepare(question, loop, front));
        }
    }

    /** The session that made way has closed its channel, and the end of that is on the same event loop. */
    private void beginWhenGone(Key key, Question question, Channel front) {
        Optional.ofNullable(entries.get(key)).ifPresentOrElse(
                old -> old.loop().execute(() -> begin(question, front)),
                () -> begin(question, front));
    }

    /** May wait: finds the file, opens it, and agrees on the terms. */
    private void prepare(Question question, EventLoop loop, Channel front) {
        switch (requests.plan(question.asked(), question.arrival())) {
            case Plan.Refuse refusal -> refuse(question, loop, front, refusal);
            case Plan.Serve serve -> {
                try {
                    Content content = library.open(serve.body(), serve.mode());
                    run(question, loop, front, content, terms(question, content.length()));
                } catch (IOException | RuntimeException failed) {
                    refuse(question, loop, front, Plan.Refuse.because(ErrorMessage.FILE_NOT_FOUND,
                            new Reason("tftp-open", "`" + question.asked().file() + "` cannot be opened: " + failed.getMessage())));
                }
            }
        }
    }

    private Terms terms(Question question, long length) {
        if (question.asked().options().isEmpty() || trouble.has(question.peer().getAddress(), question.asked().file())) {
            return Terms.plain();
        }
        int block = Math.max(Terms.SMALLEST_BLOCK, Math.min(Sockets.largestBlock(question.arrival().to().getAddress()), settings.largestBlock()));
        return Terms.negotiate(question.asked().options(), length, new Terms.Limits(block, settings.window(), settings.windowOctets()));
    }

    private void run(Question question, EventLoop loop, Channel front, Content content, Terms terms) {
        var session = new Session(question, chronicle.nextTransfer(), terms, content, this, new Alarm(loop));
        entries.put(Key.of(question), new Entry(question.asked(), loop, Optional.of(session)));
        if (settings.onePort()) {
            loop.execute(() -> {
                session.begin(front, session::portClosed);
                if (!front.isActive()) {
                    session.portClosed();
                }
            });
            return;
        }
        sockets.open(loop, question.arrival().to().getAddress(), question.place().interfaceName(), () -> new OwnPort(session, this))
                .addListener((Future<Channel> opened) -> {
                    if (!opened.isSuccess()) {
                        content.close();
                        ended(question);
                        noSocket(question, opened.cause());
                    }
                });
    }

    private void refuse(Question question, EventLoop loop, Channel front, Plan.Refuse refusal) {
        if (settings.onePort()) {
            Datagrams.write(front, refusal.packet(), question.peer());
            refused(question, refusal);
            return;
        }
        sockets.open(loop, question.arrival().to().getAddress(), question.place().interfaceName(), ChannelInboundHandlerAdapter::new)
                .addListener((Future<Channel> opened) -> {
                    if (opened.isSuccess()) {
                        opened.getNow().writeAndFlush(Datagrams.packet(refusal.packet(), question.peer())).addListener(ChannelFutureListener.CLOSE);
                        refused(question, refusal);
                    } else {
                        ended(question);
                        noSocket(question, opened.cause());
                    }
                });
    }

    private void refused(Question question, Plan.Refuse refusal) {
        chronicle.refused(question.wire(), question.asked().file(), refusal.reason());
        ended(question);
    }

    /** The client has the whole file. */
    void took(Question question) {
        trouble.succeeded(question.peer().getAddress(), question.asked().file());
    }

    /** The client was granted options, and took nothing of the file. */
    void failed(Question question) {
        trouble.failed(question.peer().getAddress(), question.asked().file());
    }

    /** It is certain that the client had better be granted nothing. */
    void optionsAreTrouble(Question question) {
        failed(question);
        failed(question);
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
