package dev.lamplighter.cli.certs;

import java.security.cert.X509Certificate;
import java.util.List;

/** What came of speaking to a server. */
sealed interface Met {

    /** No connection; {@code why} is the rest of a sentence that begins with the server's address. */
    record Unreachable(String why) implements Met {}

    /** Something listens, and it does not speak TLS. */
    record NotTls(String speaks) implements Met {}

    /**
     * TLS was spoken, if only in part.
     *
     * @param chain what the server showed, empty where it did not come so far
     * @param asked whether it asked for a client certificate
     * @param accepts the authorities whose clients it accepts, where it names them
     */
    record Tls(List<X509Certificate> chain, boolean asked, List<String> accepts, Ending ending) implements Met {
        public Tls {
            chain = List.copyOf(chain);
            accepts = List.copyOf(accepts);
        }
    }

    /** How the handshake ended. */
    sealed interface Ending {

        /** It was completed, and the server went on speaking; {@code protocol} is what ALPN agreed on, empty where nothing. */
        record Completed(String version, String protocol) implements Ending {}

        /** The server ended it with an alert (RFC 8446 section 6). */
        record Alert(String name) implements Ending {}

        /** The server hung up without a word. */
        record HungUp() implements Ending {}

        /** It took too long. */
        record TimedOut() implements Ending {}

        /** This end could not go on. */
        record Failed(String why) implements Ending {}
    }
}
