package dev.lamplighter.net.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.model.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final int RSA_PKCS8_PREFIX = 26;

    @TempDir
    static Path folder;

    private static Path rsaChain;
    private static PrivateKey rsaKey;
    private static Path ecChain;
    private static PrivateKey ecKey;

    @BeforeAll
    static void make_certificates() throws Exception {
        KeyStore rsa = made("RSA", "-keysize", "2048");
        rsaKey = (PrivateKey) rsa.getKey("lab", PASSWORD);
        rsaChain = pem("rsa.crt", "CERTIFICATE", rsa.getCertificate("lab").getEncoded());
        KeyStore ec = made("EC", "-groupname", "secp256r1");
        ecKey = (PrivateKey) ec.getKey("lab", PASSWORD);
        ecChain = pem("ec.crt", "CERTIFICATE", ec.getCertificate("lab").getEncoded());
    }

    @Test
    void keys_are_read_in_every_form_that_tools_write() throws Exception {
        byte[] pkcs8 = rsaKey.getEncoded();
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, RSA_PKCS8_PREFIX, pkcs8.length);
        Bytes scalar = Bytes.hex(String.format("%064x", ((ECPrivateKey) ecKey).getS()));
        byte[] sec1 = Bytes.hex("30310201010420" + scalar.toHex() + "a00a06082a8648ce3d030107").toArray();
        assertThat(ServerTls.context(new TlsFiles(rsaChain, pem("pkcs8.key", "PRIVATE KEY", pkcs8))).isServer()).isTrue();
        assertThat(ServerTls.context(new TlsFiles(rsaChain, pem("pkcs1.key", "RSA PRIVATE KEY", pkcs1))).isServer()).isTrue();
        assertThat(ServerTls.context(new TlsFiles(ecChain, pem("ec.key", "PRIVATE KEY", ecKey.getEncoded()))).isServer()).isTrue();
        assertThat(ServerTls.context(new TlsFiles(ecChain, pem("sec1.key", "EC PRIVATE KEY", sec1))).isServer()).isTrue();
    }

    @Test
    void what_cannot_be_used_is_one_sentence_that_names_the_file() throws Exception {
        Path key = pem("good.key", "PRIVATE KEY", rsaKey.getEncoded());
        Path junk = Files.writeString(folder.resolve("junk"), "no PEM at all");
        assertThatThrownBy(() -> ServerTls.context(new TlsFiles(junk, key))).isInstanceOf(BadPem.class).hasMessage(junk + " holds no certificate in PEM form");
        assertThatThrownBy(() -> ServerTls.context(new TlsFiles(rsaChain, junk))).isInstanceOf(BadPem.class)
                .hasMessage(junk + " holds no private key in PEM form");
        Path damaged = pem("damaged.crt", "CERTIFICATE", new byte[] {1, 2, 3});
        assertThatThrownBy(() -> ServerTls.context(new TlsFiles(damaged, key))).isInstanceOf(BadPem.class).hasMessage(damaged + ": certificate 1 is damaged");
        Path brokenKey = pem("broken.key", "EC PRIVATE KEY", new byte[] {0x30, 0x7f, (byte) 0xa0});
        assertThatThrownBy(() -> ServerTls.context(new TlsFiles(ecChain, brokenKey))).isInstanceOf(BadPem.class).hasMessageContaining(brokenKey.toString());
        Path absent = folder.resolve("absent.crt");
        assertThatThrownBy(() -> ServerTls.context(new TlsFiles(absent, key))).isInstanceOf(BadPem.class).hasMessage(absent + " does not exist");
        assertThatThrownBy(() -> ServerTls.context(new TlsFiles(ecChain, key))).isInstanceOf(BadPem.class)
                .hasMessage(key + " is not the key of the certificate in " + ecChain);
        Path locked = pem("locked.key", "ENCRYPTED PRIVATE KEY", new byte[] {1});
        assertThatThrownBy(() -> ServerTls.context(new TlsFiles(rsaChain, locked))).isInstanceOf(BadPem.class).hasMessageContaining("without a passphrase");
    }

    private static KeyStore made(String algorithm, String kind, String size) throws Exception {
        Path store = folder.resolve(algorithm + ".p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "lab",
                "-keyalg", algorithm, kind, size, "-dname", "CN=lab",
                "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", new String(PASSWORD)).redirectErrorStream(true).start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        return KeyStore.getInstance(store.toFile(), PASSWORD);
    }

    private static Path pem(String name, String label, byte[] der) throws Exception {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(folder.resolve(name), "a comment\n-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n");
    }
}
