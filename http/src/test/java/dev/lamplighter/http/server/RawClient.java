package dev.lamplighter.http.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lamplighter.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends octets as they are written and reads one answer from a connection that the server ends. */
final class RawClient {

    record Received(int status, Map<String, String> fields, Bytes body) {

        String text() {
            return new String(body.toArray(), ISO_8859_1);
        }

        String field(String name) {
            return fields.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    private RawClient() {}

    /** All octets that come until the server ends the connection. */
    static byte[] exchange(Socket connection, byte[] request) throws IOException {
        try (connection) {
            connection.setSoTimeout(20_000);
            connection.getOutputStream().write(request);
            connection.getOutputStream().flush();
            return connection.getInputStream().readAllBytes();
        }
    }

    static Received ask(InetSocketAddress server, String request) throws IOException {
        return read(exchange(new Socket(server.getAddress(), server.getPort()), request.getBytes(ISO_8859_1)));
    }

    static Received read(byte[] octets) {
        String all = new String(octets, ISO_8859_1);
        int end = all.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("no whole head in: " + all);
        }
        String[] lines = all.substring(0, end).split("\r\n", -1);
        var fields = new TreeMap<String, String>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            fields.put(lines[i].substring(0, colon).toLowerCase(Locale.ROOT), lines[i].substring(colon + 1).strip());
        }
        String body = all.substring(end + 4);
        boolean chunked = "chunked".equals(fields.get("transfer-encoding"));
        return new Received(Integer.parseInt(lines[0].split(" ", -1)[1]), fields,
                Bytes.owned(chunked ? whole(body) : body.getBytes(ISO_8859_1)));
    }

    private static byte[] whole(String chunks) {
        var body = new ByteArrayOutputStream();
        int at = 0;
        while (true) {
            int line = chunks.indexOf("\r\n", at);
            int size = Integer.parseInt(chunks.substring(at, line), 16);
            if (size == 0) {
                return body.toByteArray();
            }
            body.writeBytes(chunks.substring(line + 2, line + 2 + size).getBytes(ISO_8859_1));
            at = line + 2 + size + 2;
        }
    }
}
