package dev.lamplighter.cli.certs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.cli.Said;
import dev.lamplighter.cli.Session;
import dev.lamplighter.cli.UsageException;
import dev.lamplighter.net.tls.PemContents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertsInitTest {

    @TempDir
    Path folder;

    private Said init(Map<String, String> environment, String... more) {
        var words = new String[3 + more.length];
        words[0] = "init";
        words[1] = "--dir";
        words[2] = folder.toString();
        System.arraycopy(more, 0, words, 3, more.length);
        return new Session("", environment).run(new CertsCommand()::run, words);
    }

    @Test
    void six_files_are_made_and_keys_are_for_their_owner_alone() throws Exception {
        assertThat(init(Map.of("SAN", "DNS.1:matchbox.example.com,IP.1:127.0.0.1")).code()).isZero();
        for (String key : new String[] {"ca.key", "server.key", "client.key"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(key)))).as(key).isEqualTo("rw-------");
        }
        for (String certificate : new String[] {"ca.crt", "server.crt", "client.crt"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(certificate)))).as(certificate).isEqualTo("rw-r--r--");
        }
    }

    @Test
    void each_certificate_is_for_its_end_and_signed_by_the_authority() throws Exception {
        init(Map.of(), "--san", "matchbox.example.com,192.0.2.2", "--client-name", "terraform");
        var authority = PemContents.certificates(folder.resolve("ca.crt")).getFirst();
        var server = PemContents.certificates(folder.resolve("server.crt")).getFirst();
        var client = PemContents.certificates(folder.resolve("client.crt")).getFirst();
        server.verify(authority.getPublicKey());
        client.verify(authority.getPublicKey());
        assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(client.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(CertificateNames.names(server)).containsExactly("matchbox.example.com", "192.0.2.2");
        assertThat(client.getSubjectX500Principal().getName()).isEqualTo("CN=terraform");
        assertThat(PemContents.belongTogether(PemContents.key(folder.resolve("server.key")), server)).isTrue();
        assertThat(authority.getBasicConstraints()).isZero();
    }

    @Test
    void nothing_is_written_over_and_what_is_in_the_way_is_named() throws Exception {
        Files.writeString(folder.resolve("server.key"), "precious");
        var ended = init(Map.of("SAN", "localhost"));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("already holds server.key");
        assertThat(folder.resolve("server.key")).hasContent("precious");
        assertThat(folder.resolve("ca.crt")).doesNotExist();
    }

    @Test
    void without_names_this_host_is_named_and_told() {
        var ended = init(Map.of());
        assertThat(ended.code()).isZero();
        assertThat(ended.err()).contains("names this host").contains("127.0.0.1");
        assertThat(ended.out()).contains("/etc/matchbox").contains("~/.matchbox").contains("lamplighter certs check --endpoint");
    }

    @Test
    void rsa_keys_can_be_had() throws Exception {
        assertThat(init(Map.of("SAN", "localhost"), "--rsa").code()).isZero();
        assertThat(PemContents.key(folder.resolve("client.key")).getAlgorithm()).isEqualTo("RSA");
    }

    @Test
    void names_are_read_as_matchbox_writes_them_and_wrong_ones_are_refused() throws Exception {
        assertThat(AltName.parse("DNS.1:a.example, IP.1:10.0.0.1,DNS.2:a.example,::1").stream().map(Object::toString))
                .containsExactly("a.example", "10.0.0.1", "0:0:0:0:0:0:0:1");
        for (String wrong : new String[] {"IP.1:a.example", "DNS.1:10.0.0.1", "300.1.1.1", "a b", "URI:http://x", ","}) {
            assertThatThrownBy(() -> AltName.parse(wrong)).as(wrong).isInstanceOf(UsageException.class);
        }
        assertThat(init(Map.of(), "--san", "IP.1:nope").code()).isEqualTo(2);
    }
}
