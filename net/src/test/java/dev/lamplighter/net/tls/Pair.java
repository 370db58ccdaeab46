package dev.lamplighter.net.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** A fresh key and its own certificate, as PEM text. */
record Pair(X509Certificate certificate, String chain, String key, KeyStore store) {

    private static final char[] PASSWORD = "changeit".toCharArray();

    static Pair named(String name) throws Exception {
        Path store = Files.createTempDirectory("pair").resolve("store.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "it",
                "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + name, "-ext", "SAN=ip:127.0.0.1,dns:localhost", "-ext", "BC=ca:true",
                "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", new String(PASSWORD)).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        KeyStore made = KeyStore.getInstance(store.toFile(), PASSWORD);
        Files.delete(store);
        Files.delete(store.getParent());
        var certificate = (X509Certificate) made.getCertificate("it");
        return new Pair(certificate, pem("CERTIFICATE", certificate.getEncoded()), pem("PRIVATE KEY", made.getKey("it", PASSWORD).getEncoded()),
                made);
    }

    static KeyManager[] keys(KeyStore store) throws Exception {
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD);
        return factory.getKeyManagers();
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
    }
}
