package dev.lamplighter.cli.certs;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** The client's side of one handshake: notes what the server shows and asks, refuses nothing, and shows its certificate whenever it is asked. */
final class Witness {

    private static final String OURS = "ours";

    private final Optional<Credentials> client;
    private List<X509Certificate> chain = List.of();
    private List<String> accepts = List.of();
    private boolean asked;

    Witness(Optional<Credentials> client) {
        this.client = client;
    }

    List<X509Certificate> chain() {
        return chain;
    }

    boolean asked() {
        return asked;
    }

    List<String> accepts() {
        return accepts;
    }

    SSLContext context() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new Keys()}, new TrustManager[] {new Trust()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this JDK does not speak TLS", impossible);
        }
    }

    /** Only looks; what it lets pass is judged afterwards, and nothing is sent on such a connection. */
    private final class Trust extends X509ExtendedTrustManager {

        @Override
        public void checkServerTrusted(X509Certificate[] shown, String authType, Socket socket) {
            chain = List.of(shown);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] shown, String authType, SSLEngine engine) {
            chain = List.of(shown);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] shown, String authType) {
            chain = List.of(shown);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] shown, String authType, Socket socket) {
            throw new UnsupportedOperationException("this end is the client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] shown, String authType, SSLEngine engine) {
            throw new UnsupportedOperationException("this end is the client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] shown, String authType) {
            throw new UnsupportedOperationException("this end is the client");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private final class Keys extends X509ExtendedKeyManager {

        @Override
        public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
            asked = true;
            accepts = issuers == null ? List.of() : Arrays.stream(issuers).map(Principal::getName).toList();
            return client.isPresent() ? OURS : null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return client.map(ours -> ours.chain().toArray(X509Certificate[]::new)).orElse(null);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return client.map(Credentials::key).orElse(null);
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return client.isPresent() ? new String[] {OURS} : null;
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return null;
        }

        @Override
        public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            return null;
        }
    }
}
