package dev.lamplighter.walk.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.walk.Fetched;
import dev.lamplighter.walk.WalkException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Reads over HTTP/1.1, one connection for each question (RFC 9112), from a given address and past every proxy of the host. Follows redirects as iPXE does. */
final class HttpReader {

    private static final int PATIENCE_IN_MILLISECONDS = 10_000;
    private static final int LONGEST_LINE = 8192;
    private static final int MOST_HEADERS = 100;
    private static final int MOST_REDIRECTS = 5;
    private static final int CHUNK = 1 << 16;

    private final InetAddress own;
    private final Names names;

    HttpReader(InetAddress own, Names names) {
        this.own = own;
        this.names = names;
    }

    /** Who knows the address of a name. */
    @FunctionalInterface
    interface Names {
        Ip4 address(String host) throws WalkException;
    }

    Fetched fetch(URI url, long most) throws WalkException {
        URI at = url;
        for (int i = 0; i < MOST_REDIRECTS; i++) {
            Answer answer = ask(at, most);
            String location = answer.headers.getOrDefault("location", "");
            if (answer.fetched.status() < 300 || answer.fetched.status() >= 400 || location.isEmpty()) {
                return answer.fetched;
            }
            try {
                at = at.resolve(location);
            } catch (IllegalArgumentException malformed) {
                throw new WalkException(at + " leads on to what is no URL: " + location, malformed);
            }
        }
        throw new WalkException(url + " leads on more than " + MOST_REDIRECTS + " times");
    }

    private record Answer(Fetched fetched, Map<String, String> headers) {}

    private Answer ask(URI url, long most) throws WalkException {
        String host = url.getHost();
        if (host == null || (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme()))) {
            throw new WalkException("not a URL of HTTP with a host in it: " + url);
        }
        boolean secret = "https".equals(url.getScheme());
        int port = url.getPort() < 0 ? secret ? 443 : 80 : url.getPort();
        var address = new InetSocketAddress(names.address(host).toInetAddress(), port);
        try (Socket socket = connect(address, host, secret)) {
            String path = (url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath()) + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
            String question = "GET " + path + " HTTP/1.1\r\nHost: " + host + (url.getPort() < 0 ? "" : ":" + port)
                    + "\r\nUser-Agent: iPXE/1.21.1 (lamplighter walk)\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(question.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return read(new BufferedInputStream(socket.getInputStream(), CHUNK), most);
        } catch (IOException broken) {
            throw new WalkException("cannot fetch " + url + ": " + (broken.getMessage() == null ? broken.getClass().getSimpleName() : broken.getMessage()), broken);
        }
    }

    private Socket connect(InetSocketAddress address, String host, boolean secret) throws IOException {
        var plain = new Socket();
        try {
            plain.setSoTimeout(PATIENCE_IN_MILLISECONDS);
            plain.bind(new InetSocketAddress(own, 0));
            plain.connect(address, PATIENCE_IN_MILLISECONDS);
            if (!secret) {
                return plain;
            }
            var tls = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, address.getPort(), true);
            var parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            return tls;
        } catch (IOException refused) {
            plain.close();
            throw refused;
        }
    }

    private static Answer read(InputStream in, long most) throws IOException {
        String[] status = line(in).split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1.") || !status[1].matches("[2-5][0-9]{2}")) {
            throw new IOException("what answers there is no HTTP server");
        }
        int code = Integer.parseInt(status[1]);
        Map<String, String> headers = headers(in);
        String length = headers.getOrDefault("content-length", "");
        long promised = length.matches("[0-9]{1,18}") ? Long.parseLong(length) : Fetched.UNKNOWN;
        boolean chunked = headers.getOrDefault("transfer-encoding", "").toLowerCase(Locale.ROOT).contains("chunked");
        var head = new ByteArrayOutputStream();
        long total = chunked ? chunks(in, most, head) : body(in, promised == Fetched.UNKNOWN ? most : Math.min(most, promised), head);
        if (!chunked && promised != Fetched.UNKNOWN && total < Math.min(most, promised)) {
            throw new IOException("it broke off after " + total + " of " + promised + " octets");
        }
        long whole = promised != Fetched.UNKNOWN && !chunked ? promised : total < most ? total : Fetched.UNKNOWN;
        return new Answer(new Fetched(code, Bytes.owned(head.toByteArray()), whole, headers.getOrDefault("content-type", "")), headers);
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        var headers = new HashMap<String, String>();
        for (int i = 0; i < MOST_HEADERS; i++) {
            String line = line(in);
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
            }
        }
        throw new IOException("it sends more than " + MOST_HEADERS + " headers");
    }

    /** How many octets were read; all that are wanted, or up to the end. */
    private static long body(InputStream in, long wanted, ByteArrayOutputStream head) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long total = 0;
        while (total < wanted) {
            int got = in.read(chunk, 0, (int) Math.min(CHUNK, wanted - total));
            if (got < 0) {
                break;
            }
            head.write(chunk, 0, Math.min(got, Math.max(0, Fetched.KEPT - head.size())));
            total += got;
        }
        return total;
    }

    private static long chunks(InputStream in, long most, ByteArrayOutputStream head) throws IOException {
        long total = 0;
        while (total < most) {
            String size = line(in).replaceFirst(";.*", "").strip();
            if (!size.matches("[0-9a-fA-F]{1,8}")) {
                throw new IOException("its chunks have no sizes");
            }
            long wanted = Long.parseLong(size, 16);
            if (wanted == 0) {
                return total;
            }
            if (body(in, wanted, head) < wanted) {
                throw new IOException("it broke off in a chunk");
            }
            total += wanted;
            line(in);
        }
        return total;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed before an answer was there");
            }
            if (line.length() >= LONGEST_LINE) {
                throw new IOException("it sends a line of more than " + LONGEST_LINE + " octets");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
