package dev.lamplighter.store.lease;

import dev.lamplighter.model.event.Doer;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import jdk.net.ExtendedSocketOptions;

/**
 * Lets commands on this host change the leases of a running server: a socket in the file system, beside the database. Only the user who runs
 * the server may connect. Answers on virtual threads, so many callers at a time; further ones wait.
 */
public final class LeaseSocket implements AutoCloseable {

    private static final int CALLERS = 8;

    private final Path path;
    private final ServerSocketChannel server;
    private final LeaseDesk desk;
    private final Events events;
    private final Set<SocketChannel> callers = ConcurrentHashMap.newKeySet();
    private final Semaphore places = new Semaphore(CALLERS);

    private LeaseSocket(Path path, ServerSocketChannel server, LeaseDesk desk, Events events) {
        this.path = path;
        this.server = server;
        this.desk = desk;
        this.events = events;
    }

    /** Where it is for a database. */
    public static Path beside(Path database) {
        return database.resolveSibling("leases.sock");
    }

    /** Opens it for the process that has {@code database}, in the place of one that another process left. {@code desk} stays the caller's; {@code events} hears of each lease that was changed, and by whom. */
    public static LeaseSocket open(Path database, LeaseDesk desk, Events events) throws StoreException {
        Path path = beside(database);
        ServerSocketChannel server = null;
        try {
            Files.deleteIfExists(path);
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(path));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException failed) {
            closeAfter(failed, server);
            throw new StoreException("commands cannot change leases while this server runs: " + path + " could not be opened (" + failed.getMessage() + ")", failed);
        }
        var socket = new LeaseSocket(path, server, desk, events);
        Thread.ofVirtual().name("leases.sock").start(socket::accept);
        return socket;
    }

    private static void closeAfter(IOException failed, ServerSocketChannel server) {
        if (server == null) {
            return;
        }
        try {
            server.close();
        } catch (IOException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }

    private void accept() {
        while (server.isOpen()) {
            places.acquireUninterruptibly();
            try {
                SocketChannel caller = server.accept();
                callers.add(caller);
                Thread.ofVirtual().start(() -> serve(caller));
            } catch (IOException closed) {
                places.release();
                return;
            }
        }
    }

    private void serve(SocketChannel caller) {
        try (caller; InputStream in = Channels.newInputStream(caller)) {
            Doer by = peer(caller);
            for (Optional<String> line = LeaseWire.next(in); line.isPresent(); line = LeaseWire.next(in)) {
                var answer = ByteBuffer.wrap(LeaseWire.line(answer(line.get(), by)));
                while (answer.hasRemaining()) {
                    caller.write(answer);
                }
            }
        } catch (IOException gone) {
            // The caller went away in the middle: what it asked for is done or not, and it will ask again.
        } finally {
            callers.remove(caller);
            places.release();
        }
    }

    /** As the kernel tells it (unix(7), SO_PEERCRED); who was root in another user namespace is told as the kernel sees that one here. */
    private static Doer peer(SocketChannel caller) throws IOException {
        return new Doer.SocketUser(caller.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName(), OptionalLong.empty(), OptionalLong.empty(),
                OptionalLong.empty());
    }

    private String answer(String line, Doer by) {
        Optional<LeaseWire.Question> question = LeaseWire.question(line);
        if (question.isEmpty()) {
            return LeaseWire.FAILED + "this server does not understand the question: use the command of the same version";
        }
        try {
            Lease lease = question.get().lease();
            if (question.get().verb().equals(LeaseWire.TAKE)) {
                LeaseDesk.Taken taken = desk.take(lease);
                if (taken == LeaseDesk.Taken.GRANTED) {
                    events.publish(LeaseChange.taken(events.stamp(), by, lease));
                }
                return taken.name();
            }
            boolean released = desk.release(lease);
            if (released) {
                events.publish(LeaseChange.released(events.stamp(), by, lease));
            }
            return Boolean.toString(released);
        } catch (StoreException failed) {
            return LeaseWire.FAILED + failed.getMessage();
        }
    }

    @Override
    public void close() throws StoreException {
        try {
            server.close();
            for (SocketChannel caller : callers) {
                caller.close();
            }
            Files.deleteIfExists(path);
        } catch (IOException failed) {
            throw new StoreException(path + " could not be closed: " + failed.getMessage(), failed);
        }
    }
}
