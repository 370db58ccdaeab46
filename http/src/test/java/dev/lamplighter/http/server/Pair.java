package dev.lamplighter.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A fresh key and its own certificate for 127.0.0.1, as PEM text. */
record Pair(X509Certificate certificate, String chain, String key) {

    private static final char[] PASSWORD = "changeit".toCharArray();

    static Pair named(String name) throws Exception {
        Path folder = Files.createTempDirectory("pair");
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "it",
                "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + name, "-ext", "SAN=ip:127.0.0.1", "-ext", "BC=ca:true",
                "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", new String(PASSWORD)).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException(said);
        }
        KeyStore made = KeyStore.getInstance(store.toFile(), PASSWORD);
        Files.delete(store);
        Files.delete(folder);
        var certificate = (X509Certificate) made.getCertificate("it");
        return new Pair(certificate, pem("CERTIFICATE", certificate.getEncoded()), pem("PRIVATE KEY", made.getKey("it", PASSWORD).getEncoded()));
    }

    void write(Path chainFile, Path keyFile) throws IOException {
        Files.writeString(chainFile, chain);
        Files.writeString(keyFile, key);
    }

    /** What a client needs that trusts these and nobody else. */
    static SSLContext trusting(Pair... pairs) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, PASSWORD);
        for (Pair pair : pairs) {
            trusted.setCertificateEntry(pair.certificate().getSubjectX500Principal().getName(), pair.certificate());
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
    }
}
