package dev.lamplighter.store.lease;

import dev.lamplighter.store.StoreException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** A desk at a running server, through its {@link LeaseSocket}. */
public final class RemoteDesk implements LeaseDesk {

    private final SocketChannel server;
    private final InputStream answers;

    private RemoteDesk(SocketChannel server) {
        this.server = server;
        this.answers = new BufferedInputStream(Channels.newInputStream(server));
    }

    /** Connects to the server that has {@code database}; empty where none answers. */
    public static Optional<RemoteDesk> connect(Path database) {
        try {
            return Optional.of(new RemoteDesk(SocketChannel.open(UnixDomainSocketAddress.of(LeaseSocket.beside(database)))));
        } catch (IOException nobody) {
            return Optional.empty();
        }
    }

    @Override
    public Taken take(Lease lease) throws StoreException {
        String answer = ask(LeaseWire.TAKE, lease);
        return Arrays.stream(Taken.values()).filter(taken -> taken.name().equals(answer)).findFirst().orElseThrow(() -> refused(answer));
    }

    @Override
    public boolean release(Lease lease) throws StoreException {
        String answer = ask(LeaseWire.RELEASE, lease);
        if (!answer.equals("true") && !answer.equals("false")) {
            throw refused(answer);
        }
        return answer.equals("true");
    }

    private static StoreException refused(String answer) {
        return new StoreException("the running server says: " + (answer.startsWith(LeaseWire.FAILED) ? answer.substring(LeaseWire.FAILED.length()) : answer));
    }

    private String ask(String verb, Lease lease) throws StoreException {
        try {
            var question = ByteBuffer.wrap(LeaseWire.line(verb, lease));
            while (question.hasRemaining()) {
                server.write(question);
            }
            return LeaseWire.next(answers).orElseThrow(() -> new IOException("it closed the connection"));
        } catch (IOException gone) {
            throw new StoreException("the running server went away: " + gone.getMessage() + "; ask again", gone);
        }
    }

    @Override
    public void close() throws StoreException {
        try {
            server.close();
        } catch (IOException failed) {
            throw new StoreException("the connection to the server could not be closed: " + failed.getMessage(), failed);
        }
    }
}
