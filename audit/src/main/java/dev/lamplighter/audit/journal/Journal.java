package dev.lamplighter.audit.journal;

import dev.lamplighter.audit.AuditRecord;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.BootEvent.Notice.Level;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.net.Loops;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Sends records to systemd's journal. Hardly ever waits, so it is for no event loop: what the journal does not take at once is not sent again, as the audit's own file has it. A
 * journal that is restarted is found again.
 */
public final class Journal implements Consumer<AuditRecord>, AutoCloseable {

    /** Where the journal listens. */
    public static final Path SOCKET = Path.of("/run/systemd/journal/socket");

    /** In milliseconds. */
    private static final long LONGEST_CONNECT = 2_000;
    private static final long AGAIN = Duration.ofSeconds(1).toNanos();

    private final Path socket;
    private final Events events;
    private final Bootstrap bootstrap;
    private final AtomicBoolean failing = new AtomicBoolean();
    private Optional<ChannelFuture> connection = Optional.empty();
    private long next = System.nanoTime();

    /** {@code socket} need not be there yet. */
    public Journal(Path socket, Loops loops, Events events) {
        this.socket = socket;
        this.events = events;
        this.bootstrap = new Bootstrap().group(loops.group()).channel(EpollDomainDatagramChannel.class).handler(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel connecting) {
                // The journal says nothing.
            }
        });
    }

    @Override
    public synchronized void accept(AuditRecord record) {
        if (!isOpen()) {
            if (System.nanoTime() - next < 0) {
                return;
            }
            next = System.nanoTime() + AGAIN;
            connect();
        }
        if (isOpen()) {
            send(connection.get().channel(), Unpooled.wrappedBuffer(JournalMessage.of(record).asBuffer()));
        }
    }

    private boolean isOpen() {
        return connection.filter(made -> made.channel().isActive()).isPresent();
    }

    /** A socket in the file system answers at once or not at all. */
    private void connect() {
        close();
        ChannelFuture connecting = bootstrap.connect(new DomainSocketAddress(socket.toFile()));
        connection = Optional.of(connecting);
        if (!connecting.awaitUninterruptibly(LONGEST_CONNECT) || !connecting.isSuccess()) {
            failed(Optional.ofNullable(connecting.cause()).map(Throwable::toString).orElse("it does not answer"));
        }
    }

    private void send(Channel open, ByteBuf datagram) {
        if (!open.isWritable()) {
            datagram.release();
            return;
        }
        open.writeAndFlush(datagram).addListener(done -> {
            if (done.isSuccess()) {
                failing.set(false);
            } else {
                var _ = open.close();
                failed(done.cause().toString());
            }
        });
    }

    private void failed(String why) {
        if (failing.compareAndSet(false, true)) {
            events.publish(new BootEvent.Notice(events.stamp(), Level.WARN, "audit-journal", "records of the audit do not reach the journal at " + socket
                    + ", which is tried again: " + why));
        }
    }

    @Override
    public synchronized void close() {
        connection.ifPresent(made -> made.addListener(_ -> {
            if (made.channel().isOpen()) {
                var _ = made.channel().close();
            }
        }));
        connection = Optional.empty();
    }
}
