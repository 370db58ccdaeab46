package dev.lamplighter.net.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.JdkSslContext;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadingTlsTest {

    static Pair first;
    static Pair second;

    @TempDir
    Path folder;

    final List<String> told = new ArrayList<>();
    final TlsListener listener = new TlsListener() {
        @Override
        public void reloaded(TlsFiles files) {
            told.add("reloaded");
        }

        @Override
        public void kept(TlsFiles files, BadPem why) {
            told.add(why.getMessage());
        }
    };

    @BeforeAll
    static void make_certificates() throws Exception {
        first = Pair.named("first");
        second = Pair.named("second");
    }

    @BeforeEach
    void certbot_has_been_here() throws Exception {
        archive(1, first);
        archive(2, second);
        Files.createDirectories(folder.resolve("live"));
        link("fullchain.pem", "fullchain1.pem");
        link("privkey.pem", "privkey1.pem");
    }

    @Test
    void a_renewal_that_turns_the_links_is_what_new_handshakes_get() throws Exception {
        var tls = ReloadingTls.still(live(), listener);
        assertThat(shown(tls)).isEqualTo(first.certificate());
        link("fullchain.pem", "fullchain2.pem");
        link("privkey.pem", "privkey2.pem");
        tls.look();
        assertThat(shown(tls)).isEqualTo(second.certificate());
        tls.look();
        assertThat(told).containsExactly("reloaded");
    }

    @Test
    void files_that_are_replaced_by_a_rename_or_in_place_are_seen_as_well() throws Exception {
        TlsFiles files = plain(first);
        var tls = ReloadingTls.still(files, listener);
        Files.writeString(folder.resolve("new"), second.chain());
        Files.move(folder.resolve("new"), files.chain(), StandardCopyOption.ATOMIC_MOVE);
        Files.writeString(files.key(), second.key());
        tls.look();
        assertThat(shown(tls)).isEqualTo(second.certificate());
        Files.writeString(files.chain(), first.chain());
        Files.writeString(files.key(), first.key());
        tls.look();
        assertThat(shown(tls)).isEqualTo(first.certificate());
    }

    @Test
    void a_look_between_the_two_files_says_nothing_and_changes_nothing() throws Exception {
        var tls = ReloadingTls.still(live(), listener);
        link("fullchain.pem", "fullchain2.pem");
        tls.look();
        assertThat(shown(tls)).isEqualTo(first.certificate());
        link("privkey.pem", "privkey2.pem");
        tls.look();
        assertThat(shown(tls)).isEqualTo(second.certificate());
        assertThat(told).containsExactly("reloaded");
    }

    @Test
    void a_pair_that_stays_broken_is_told_once_and_the_old_one_stays_in_use() throws Exception {
        TlsFiles files = plain(first);
        var tls = ReloadingTls.still(files, listener);
        Files.writeString(files.key(), second.key());
        for (int looks = 0; looks < 4; looks++) {
            tls.look();
        }
        assertThat(told).containsExactly(files.key() + " is not the key of the certificate in " + files.chain());
        Files.delete(files.chain());
        tls.look();
        tls.look();
        assertThat(told).last().isEqualTo(files.chain() + " does not exist");
        assertThat(shown(tls)).isEqualTo(first.certificate());
        Files.writeString(files.chain(), second.chain());
        tls.look();
        assertThat(shown(tls)).isEqualTo(second.certificate());
        assertThat(told).hasSize(3).last().isEqualTo("reloaded");
    }

    @Test
    void a_file_that_breaks_again_after_it_was_mended_is_told_again() throws Exception {
        TlsFiles files = plain(first);
        var tls = ReloadingTls.still(files, listener);
        for (int times = 0; times < 2; times++) {
            Files.writeString(files.key(), "half a k");
            tls.look();
            tls.look();
            Files.writeString(files.key(), first.key());
            tls.look();
        }
        assertThat(told).containsExactly(files.key() + " holds no private key in PEM form", files.key() + " holds no private key in PEM form");
    }

    @Test
    void clients_must_show_a_certificate_of_the_ca_and_the_ca_is_reloaded_too() throws Exception {
        Path ca = Files.writeString(folder.resolve("ca.crt"), first.chain());
        TlsFiles plain = plain(first);
        var files = new TlsFiles(plain.chain(), plain.key(), Optional.of(ca));
        var tls = ReloadingTls.still(files, listener);
        assertThatThrownBy(() -> shown(tls)).isInstanceOf(IOException.class);
        assertThat(shown(tls, first)).isEqualTo(first.certificate());
        assertThatThrownBy(() -> shown(tls, second)).isInstanceOf(IOException.class);
        Files.writeString(ca, second.chain());
        tls.look();
        assertThat(shown(tls, second)).isEqualTo(first.certificate());
    }

    @Test
    void it_looks_by_itself_and_a_server_does_not_start_with_broken_files() throws Exception {
        TlsFiles files = plain(first);
        var seen = new CountDownLatch(1);
        var waiting = new TlsListener() {
            @Override
            public void reloaded(TlsFiles same) {
                seen.countDown();
            }

            @Override
            public void kept(TlsFiles same, BadPem why) {
                told.add(why.getMessage());
            }
        };
        try (var tls = ReloadingTls.watching(files, UnaryOperator.identity(), waiting, Duration.ofMillis(5))) {
            Files.writeString(files.chain(), second.chain());
            Files.writeString(files.key(), second.key());
            assertThat(seen.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(shown(tls)).isEqualTo(second.certificate());
        }
        Files.writeString(files.key(), "nothing");
        assertThatThrownBy(() -> ReloadingTls.still(files, listener)).isInstanceOf(BadPem.class).hasMessageContaining(files.key().toString());
    }

    private TlsFiles live() {
        return new TlsFiles(folder.resolve("live/fullchain.pem"), folder.resolve("live/privkey.pem"));
    }

    private TlsFiles plain(Pair pair) throws IOException {
        return new TlsFiles(Files.writeString(folder.resolve("server.crt"), pair.chain()), Files.writeString(folder.resolve("server.key"), pair.key()));
    }

    private void archive(int number, Pair pair) throws IOException {
        Files.createDirectories(folder.resolve("archive"));
        Files.writeString(folder.resolve("archive/fullchain" + number + ".pem"), pair.chain());
        Files.writeString(folder.resolve("archive/privkey" + number + ".pem"), pair.key());
    }

    private void link(String name, String to) throws IOException {
        Path link = folder.resolve("live").resolve(name);
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of("../archive").resolve(to));
    }

    private static Certificate shown(ReloadingTls tls) throws Exception {
        return shown(tls, new KeyStore[0]);
    }

    private static Certificate shown(ReloadingTls tls, Pair client) throws Exception {
        return shown(tls, new KeyStore[] {client.store()});
    }

    /** What a client that connects now is shown; the handshake is over when an octet came back. */
    private static Certificate shown(ReloadingTls tls, KeyStore... client) throws Exception {
        var context = (JdkSslContext) tls.current();
        try (var listening = (SSLServerSocket) context.context().getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listening.setNeedClientAuth(context.newEngine(UnpooledByteBufAllocator.DEFAULT).getNeedClientAuth());
            Thread.ofVirtual().start(() -> {
                try (var accepted = listening.accept()) {
                    accepted.getOutputStream().write("x".getBytes(UTF_8));
                } catch (IOException refused) {
                    // The client sees it, too.
                }
            });
            var trusting = SSLContext.getInstance("TLS");
            trusting.init(client.length == 0 ? new KeyManager[0] : Pair.keys(client[0]), new TrustManager[] {new Trusting()}, null);
            try (var socket = (SSLSocket) trusting.getSocketFactory().createSocket(listening.getInetAddress(), listening.getLocalPort())) {
                if (socket.getInputStream().read() != 'x') {
                    throw new IOException("no octet came");
                }
                return socket.getSession().getPeerCertificates()[0];
            }
        }
    }

    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // Which certificate it is, the test asks itself.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
