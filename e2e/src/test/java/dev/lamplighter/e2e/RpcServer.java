package dev.lamplighter.e2e;

import dev.lamplighter.rpc.testing.Certificates;
import dev.lamplighter.rpc.testing.Client;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** {@code ./lamplighter run} with gRPC on a data folder, and certificates of its own. */
final class RpcServer implements AutoCloseable {

    private static final Pattern GRPC = Pattern.compile("^grpc +tcp 127\\.0\\.0\\.1:(\\d+)", Pattern.MULTILINE);

    private final Certificates authority;
    private final Server server;

    private RpcServer(Certificates authority, Server server) {
        this.authority = authority;
        this.server = server;
    }

    /** Starts on {@code data}; the certificates are written to {@code certificates}. */
    static RpcServer start(Certificates authority, Path data, Path certificates, String... more) throws IOException, InterruptedException {
        authority.server().write(certificates, "server");
        Certificates.bundle(certificates.resolve("ca.crt"), authority);
        var flags = List.of("--config=none", "-address=127.0.0.1:0", "-rpc-address=127.0.0.1:0", "-data-path=" + data, "-assets-path=" + data,
                "-cert-file=" + certificates.resolve("server.crt"), "-key-file=" + certificates.resolve("server.key"), "-ca-file=" + certificates.resolve("ca.crt"));
        return new RpcServer(authority, Server.start(Host.concat(flags, List.of(more))));
    }

    InetSocketAddress at() {
        var line = GRPC.matcher(server.printed());
        if (!line.find()) {
            throw new AssertionError("no gRPC in the start table: " + server.printed());
        }
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(line.group(1)));
    }

    Client client(String subject) {
        return Client.as(authority.client(subject), authority, at());
    }

    String get(String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + server.httpPort() + path);
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    /** Ends as a crash does. */
    void kill() throws InterruptedException {
        server.kill();
    }

    /** Ends it in order, and returns all that it said. */
    String said() throws InterruptedException {
        server.terminate();
        server.exitCode();
        return server.printed();
    }

    @Override
    public void close() {
        server.close();
    }
}
