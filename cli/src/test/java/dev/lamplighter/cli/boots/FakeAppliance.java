package dev.lamplighter.cli.boots;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A control socket that answers every question in the same words and closes the connection; it notes what it was asked. */
final class FakeAppliance implements AutoCloseable {

    private final ServerSocketChannel socket;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    FakeAppliance(Path path, String status, String body) throws IOException {
        socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        socket.bind(UnixDomainSocketAddress.of(path));
        Thread.ofVirtual().start(() -> serve(status, body));
    }

    private void serve(String status, String body) {
        while (socket.isOpen()) {
            try (var client = socket.accept(); var lines = new BufferedReader(Channels.newReader(client, UTF_8))) {
                asked.add(lines.readLine());
                for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                    asked.add(line);
                }
                var answer = UTF_8.encode("HTTP/1.1 " + status + "\r\nConnection: close\r\n\r\n" + body);
                while (answer.hasRemaining()) {
                    client.write(answer);
                }
            } catch (java.nio.channels.ClosedChannelException ended) {
                return;
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    String asked() {
        return asked.getFirst();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
