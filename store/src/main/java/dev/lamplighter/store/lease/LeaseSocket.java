package dev.lamplighter.store.lease;

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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Lets commands on this host change the leases of a running server: a socket in the file system, beside the database. Only the user who runs
 * the server may connect. Answers on virtual threads, so many callers at a time; further ones wait.
 */
public final class LeaseSocket implements AutoCloseable {

    private static final int CALLERS = 8;

    private final Path path;
    private final ServerSocketChannel server;
    private final LeaseDesk desk;
    private final Set<SocketChannel> callers = ConcurrentHashMap.newKeySet();
    private final Semaphore places = new Semaphore(CALLERS);

    private LeaseSocket(Path path, ServerSocketChannel server, LeaseDesk desk) {
        this.path = path;
        this.server = server;
        this.desk = desk;
    }

    /** Where it is for a database. */
    public static Path beside(Path database) {
        return database.resolveSibling("leases.sock");
    }

    /** Opens it for the process that has {@code database}, in the place of one that another process left. {@code desk} stays the caller's. */
    public static LeaseSocket open(Path database, LeaseDesk desk) throws StoreException {
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
        var socket = new LeaseSocket(path, server, desk);
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
            for (Optional<String> line = LeaseWire.next(in); line.isPresent(); line = LeaseWire.next(in)) {
                var answer = ByteBuffer.wrap(LeaseWire.line(answer(line.get())));
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

    private String answer(String line) {
        Optional<LeaseWire.Question> question = LeaseWire.question(line);
        if (question.isEmpty()) {
            return LeaseWire.FAILED + "this server does not understand the question: use the command of the same version";
        }
        try {
            Lease lease = question.get().lease();
            return question.get().verb().equals(LeaseWire.TAKE) ? desk.take(lease).name() : Boolean.toString(desk.release(lease));
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
