package dev.lamplighter.cli.certs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lamplighter.cli.Timeout;
import dev.lamplighter.cli.certs.Met.Ending;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** Speaks TLS with a server as a gRPC client would, believes everything it is shown, and tells what happened. */
final class Handshake {

    private static final Pattern ALERT = Pattern.compile("fatal alert: (\\w+)");
    private static final String NO_TLS = "Unsupported or unrecognized SSL message";
    /** The connection preface and an empty SETTINGS frame (RFC 9113 section 3.4). */
    private static final byte[] HTTP2 = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0".getBytes(ISO_8859_1);
    private static final byte[] HTTP1 = "GET / HTTP/1.0\r\n\r\n".getBytes(US_ASCII);
    private static final int LOOKED_AT = 64;
    private static final Duration FIRST_WORD = Duration.ofMillis(500);

    private final String host;
    private final int port;
    private final Duration patience;

    /** {@code patience} is for each step: connecting, and each answer. */
    Handshake(String host, int port, Duration patience) {
        this.host = host;
        this.port = port;
        this.patience = patience;
    }

    /** Waits for the server. */
    Met speak(Optional<Credentials> client) {
        var witness = new Witness(client);
        try (Socket plain = connected()) {
            Ending ending = speak(plain, witness);
            boolean silent = witness.chain().isEmpty() && (ending instanceof Ending.HungUp || (ending instanceof Ending.Failed(String why) && why.contains(NO_TLS)));
            Optional<String> other = silent ? other() : Optional.empty();
            return other.<Met>map(Met.NotTls::new).orElseGet(() -> new Met.Tls(witness.chain(), witness.asked(), witness.accepts(), ending));
        } catch (UnknownHostException unknown) {
            return new Met.Unreachable("cannot be found: no name server knows " + host + "; check its spelling and DNS");
        } catch (SocketTimeoutException silent) {
            return new Met.Unreachable("does not answer within " + Timeout.text(patience) + "; is the host up, and does a firewall drop the connection?");
        } catch (NoRouteToHostException none) {
            return new Met.Unreachable("cannot be reached: there is no route to it");
        } catch (ConnectException refused) {
            return new Met.Unreachable("refuses the connection: nothing listens there; was the server started with -rpc-address, and is the port right?");
        } catch (IOException failed) {
            return new Met.Unreachable("cannot be reached: " + failed.getMessage());
        }
    }

    private Socket connected() throws IOException {
        var address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException(host);
        }
        var socket = new Socket();
        try {
            socket.connect(address, (int) patience.toMillis());
            socket.setSoTimeout((int) patience.toMillis());
            return socket;
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    private Ending speak(Socket plain, Witness witness) {
        try {
            var secure = (SSLSocket) witness.context().getSocketFactory().createSocket(plain, host, port, false);
            var parameters = secure.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            String protocol = secure.getApplicationProtocol() == null ? "" : secure.getApplicationProtocol();
            return goesOn(secure, protocol) ? new Ending.Completed(secure.getSession().getProtocol(), protocol) : new Ending.HungUp();
        } catch (SocketTimeoutException silent) {
            return new Ending.TimedOut();
        } catch (SSLException broken) {
            return ending(broken);
        } catch (EOFException | SocketException gone) {
            return new Ending.HungUp();
        } catch (IOException failed) {
            return new Ending.Failed(String.valueOf(failed.getMessage()));
        }
    }

    /**
     * Whether the server speaks after the handshake. In TLS 1.3 it refuses the client's certificate only when the client has done its part; what
     * is written before its alert came would make the system drop the alert, so it may speak first, as servers of HTTP/2 do.
     */
    private boolean goesOn(SSLSocket secure, String protocol) throws IOException {
        secure.setSoTimeout((int) (protocol.equals("h2") ? patience.toMillis() / 2 : Math.min(FIRST_WORD.toMillis(), patience.toMillis())));
        try {
            return secure.getInputStream().read() >= 0;
        } catch (SocketTimeoutException waitsForUs) {
            secure.setSoTimeout((int) patience.toMillis());
            secure.getOutputStream().write(protocol.equals("h2") ? HTTP2 : HTTP1);
            return secure.getInputStream().read() >= 0;
        }
    }

    private static Ending ending(SSLException broken) {
        String message = String.valueOf(broken.getMessage());
        var alert = ALERT.matcher(message);
        if (alert.find()) {
            return new Ending.Alert(alert.group(1));
        }
        return broken.getCause() instanceof EOFException || broken.getCause() instanceof SocketException ? new Ending.HungUp() : new Ending.Failed(message);
    }

    /** What is spoken there in the place of TLS; empty where it says nothing in the clear either. */
    private Optional<String> other() {
        try (Socket plain = connected()) {
            plain.getOutputStream().write(HTTP1);
            byte[] first = plain.getInputStream().readNBytes(LOOKED_AT);
            String text = new String(first, ISO_8859_1);
            if (text.startsWith("HTTP/")) {
                return Optional.of("plain HTTP");
            }
            if (first.length > 3 && first[0] == 0 && first[3] == 4) {
                return Optional.of("HTTP/2 without TLS");
            }
            String line = text.lines().findFirst().orElse("").replaceAll("[^ -~]", "?");
            return first.length == 0 ? Optional.empty() : Optional.of("something else; it says \"" + line + "\"");
        } catch (IOException silent) {
            return Optional.empty();
        }
    }
}
