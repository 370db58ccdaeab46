package dev.lamplighter.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.signing.Signer.Form;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {

    static final InstantSource NOW = InstantSource.system();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "#!ipxe\nboot\n", "no end of line", "windows\r\nlines\r\n", "a lone\rreturn\n", "returns\r\r\nat the end\r", "ÄÖÜ\n\n\n", "blanks  \t\n"})
    void gnupg_finds_the_signature_good(String document) throws Exception {
        Keys keys = Keys.in(folder, Optional.empty());
        Signer signer = KeyRing.open(keys.secret(), Optional.empty(), NOW);
        assertThat(verdict(keys, document, signer.sign(Bytes.utf8(document), Form.BINARY))).contains("Good signature");
        assertThat(verdict(keys, document, signer.sign(Bytes.utf8(document), Form.ARMOURED))).contains("Good signature");
        assertThat(verdict(keys, document + "and more", signer.sign(Bytes.utf8(document), Form.BINARY))).contains("BAD signature");
    }

    @Test
    void the_armoured_form_is_lines_of_text() throws Exception {
        Signer signer = KeyRing.open(Keys.in(folder, Optional.empty()).secret(), Optional.empty(), NOW);
        assertThat(signer.sign(Bytes.utf8("x"), Form.ARMOURED).text()).startsWith("-----BEGIN PGP SIGNATURE-----\n\n").endsWith("\n-----END PGP SIGNATURE-----\n");
        assertThat(signer.sign(Bytes.utf8("x"), Form.BINARY).at(0)).isGreaterThan(0x7f);
    }

    @Test
    void a_protected_key_needs_its_passphrase() throws Exception {
        Keys keys = Keys.in(folder, Optional.of("open sesame"));
        assertThatThrownBy(() -> KeyRing.open(keys.secret(), Optional.empty(), NOW)).isInstanceOf(BadKeyRing.class).hasMessageContaining("MATCHBOX_PASSPHRASE");
        assertThatThrownBy(() -> KeyRing.open(keys.secret(), Optional.of("wrong"), NOW)).isInstanceOf(BadKeyRing.class).hasMessageContaining("does not open");
        Signer signer = KeyRing.open(keys.secret(), Optional.of("open sesame"), NOW);
        assertThat(verdict(keys, "x\n", signer.sign(Bytes.utf8("x\n"), Form.BINARY))).contains("Good signature");
    }

    @Test
    void where_the_first_key_only_certifies_its_subkey_signs() throws Exception {
        Keys keys = Keys.withSigningSubkey(folder);
        Signer signer = KeyRing.open(keys.secret(), Optional.empty(), NOW);
        assertThat(signer.sign(Bytes.utf8("x\n"), Form.BINARY).length()).isPositive();
    }

    @Test
    void an_armoured_key_ring_is_one_too() throws Exception {
        Keys keys = Keys.in(folder, Optional.empty());
        var text = new ByteArrayOutputStream();
        try (var armour = ArmoredOutputStream.builder().build(text)) {
            armour.write(Files.readAllBytes(keys.secret()));
        }
        Path armoured = Files.write(folder.resolve("sec.asc"), text.toByteArray());
        Signer signer = KeyRing.open(armoured, Optional.empty(), NOW);
        assertThat(verdict(keys, "x\n", signer.sign(Bytes.utf8("x\n"), Form.BINARY))).contains("Good signature");
    }

    @Test
    void what_is_no_key_ring_is_refused_by_name() throws Exception {
        Keys keys = Keys.in(folder, Optional.empty());
        refused(folder.resolve("none.gpg"));
        refused(Files.writeString(folder.resolve("junk.gpg"), "junk"));
        refused(Files.write(folder.resolve("empty.gpg"), new byte[0]));
        refused(keys.published());
        byte[] whole = Files.readAllBytes(keys.secret());
        for (int length = 1; length < whole.length; length += 7) {
            Path cut = Files.write(folder.resolve("cut.gpg"), java.util.Arrays.copyOf(whole, length));
            try {
                KeyRing.open(cut, Optional.empty(), NOW);
            } catch (BadKeyRing refused) {
                assertThat(refused).hasMessageContaining("cut.gpg");
            }
        }
    }

    private static void refused(Path file) {
        assertThatThrownBy(() -> KeyRing.open(file, Optional.empty(), NOW)).isInstanceOf(BadKeyRing.class).hasMessageContaining(file.getFileName().toString());
    }

    private String verdict(Keys keys, String document, Bytes signature) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/gpgv")), "skipped: gpgv is not installed");
        Path text = Files.writeString(folder.resolve("document"), document);
        Path signed = Files.write(folder.resolve("signature"), signature.toArray());
        Process gpgv = new ProcessBuilder("gpgv", "--homedir", folder.toString(), "--keyring", keys.published().toString(), signed.toString(), text.toString())
                .redirectErrorStream(true).start();
        String said = new String(gpgv.getInputStream().readAllBytes(), UTF_8);
        gpgv.waitFor();
        return said;
    }
}
