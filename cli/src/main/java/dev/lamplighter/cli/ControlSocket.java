package dev.lamplighter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks the appliance on this host over its control socket, by HTTP/1.0: one question, and an answer up to the end of the connection. */
public final class ControlSocket {

    private static final int OK = 200;
    private static final int WRONG = 400;

    private final Path path;

    public ControlSocket(Path path) {
        this.path = path;
    }

    /** Takes the body of an answer as it comes. */
    @FunctionalInterface
    public interface Body {
        void read(BufferedReader lines) throws IOException;
    }

    /** The appliance answers that the question is wrong; the message is its own. */
    public static final class Refused extends IOException {

        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    /** Throws {@link IOException} with a sentence for the operator. */
    public void get(String target, Body body) throws IOException {
        try (SocketChannel channel = open(); BufferedReader reader = new BufferedReader(Channels.newReader(channel, UTF_8))) {
            ByteBuffer question = UTF_8.encode("GET " + target + " HTTP/1.0\r\nHost: localhost\r\n\r\n");
            while (question.hasRemaining()) {
                channel.write(question);
            }
            String status = reader.readLine();
            if (status == null) {
                throw new IOException("the appliance closed " + path + " without an answer");
            }
            for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
                // The body says all; its end is that of the connection.
                if (line.length() > 64 * 1024) {
                    throw new IOException("what answers at " + path + " is not Lamplighter");
                }
            }
            String[] words = status.split(" ", 3);
            if (words.length < 2 || !words[1].equals(Integer.toString(OK))) {
                if (words.length > 1 && words[1].equals(Integer.toString(WRONG))) {
                    throw new Refused(String.valueOf(reader.readLine()));
                }
                throw new IOException("the appliance answers " + status);
            }
            body.read(reader);
        }
    }

    private SocketChannel open() throws IOException {
        if (!Files.exists(path)) {
            throw new IOException("there is no " + path + ": is Lamplighter running? Name its control socket with --socket (admin.socket in its settings)");
        }
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(path));
            return channel;
        } catch (AccessDeniedException denied) {
            channel.close();
            throw new IOException(path + " may be opened by its owner and group only: use sudo, or join the group", denied);
        } catch (IOException refused) {
            channel.close();
            throw new IOException(path + ": " + refused.getMessage() + ": is Lamplighter running, and may you open it (owner and group may)?", refused);
        }
    }
}
