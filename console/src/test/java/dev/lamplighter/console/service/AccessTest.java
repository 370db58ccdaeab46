package dev.lamplighter.console.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.console.service.Access.Head;
import dev.lamplighter.console.service.Access.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {

    static final String HERE = "127.0.0.1:8082";

    @TempDir
    Path folder;

    Path file;
    String token;
    Access loopback;
    Access elsewhere;

    @BeforeEach
    void tokens() throws IOException {
        file = folder.resolve("admin.token");
        Tokens tokens = Tokens.in(file);
        token = Tokens.first(file).orElseThrow();
        loopback = new Access("http", Set.of(HERE, "localhost:8082"), true, tokens);
        elsewhere = new Access("https", Set.of("boot.lab:8082"), false, tokens);
    }

    @Test
    void on_loopback_everybody_may_look_and_who_has_a_token_is_trusted() {
        assertThat(pass(loopback, head("/api/v1/boots", HERE, null, null)).trusted()).isFalse();
        assertThat(pass(loopback, head("/api/v1/boots", "LOCALHOST:8082", "http://localhost:8082", "Bearer " + token))).isEqualTo(new Caller("admin", "192.0.2.7", true));
    }

    @Test
    void elsewhere_only_the_page_itself_is_given_without_a_token() {
        assertThat(pass(elsewhere, head("/console.js", "boot.lab:8082", null, null)).trusted()).isFalse();
        assertThat(refused(elsewhere, head("/api/v1/boots", "boot.lab:8082", null, null))).isEqualTo(401);
        assertThat(pass(elsewhere, head("/api/v1/boots", "boot.lab:8082", null, "Bearer " + token)).trusted()).isTrue();
    }

    @Test
    void a_name_that_is_not_ours_is_refused_as_rebinding_and_so_are_none_and_two() {
        assertThat(refused(loopback, head("/api/v1/boots", "evil.example:8082", null, "Bearer " + token))).isEqualTo(421);
        assertThat(refused(loopback, head("/", "127.0.0.1", null, null))).isEqualTo(421);
        assertThat(refused(loopback, head("/", null, null, null))).isEqualTo(421);
    }

    @Test
    void another_sites_page_gets_nothing() {
        for (String origin : new String[] {"http://evil.example", "null", "https://127.0.0.1:8082", "http://127.0.0.1", "http://127.0.0.1:8082.evil.example"}) {
            assertThat(refused(loopback, head("/api/v1/boots", HERE, origin, null))).as(origin).isEqualTo(403);
        }
    }

    @Test
    void a_token_that_is_none_is_refused_also_where_looking_is_free() {
        for (String shown : new String[] {"Bearer ", "Bearer " + token.substring(1), "Bearer " + token + "0", "Basic " + token, token}) {
            assertThat(refused(loopback, head("/api/v1/boots", HERE, null, shown))).as(shown).isEqualTo(401);
        }
    }

    @Test
    void a_token_counts_as_long_as_it_is_in_the_file() throws IOException {
        Files.writeString(file, "# for the night shift\nnight 0123456789abcdef0123\n");
        assertThat(pass(loopback, head("/", HERE, null, "bearer 0123456789abcdef0123")).name()).isEqualTo("night");
        assertThat(refused(loopback, head("/", HERE, null, "Bearer " + token))).isEqualTo(401);
        Files.delete(file);
        assertThat(refused(loopback, head("/", HERE, null, "Bearer 0123456789abcdef0123"))).isEqualTo(401);
    }

    @Test
    void the_file_is_for_its_owner_and_group_and_holds_a_token() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-r-----");
        assertThat(token).hasSize(64);
        Files.writeString(file, "admin short\n");
        assertThatThrownBy(() -> Tokens.in(file)).isInstanceOf(IOException.class).hasMessageContaining("has no line with a name and a token");
        Files.writeString(file, "admin 0123456789abcdef0123\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> Tokens.in(file)).isInstanceOf(IOException.class).hasMessageContaining("chmod 640");
    }

    private static Head head(String path, String host, String origin, String authorization) {
        return new Head(path, Optional.ofNullable(host), Optional.ofNullable(origin), Optional.ofNullable(authorization), "192.0.2.7");
    }

    private static Caller pass(Access access, Head head) {
        assertThat(access.judge(head)).isInstanceOf(Verdict.Pass.class);
        return ((Verdict.Pass) access.judge(head)).caller();
    }

    private static int refused(Access access, Head head) {
        assertThat(access.judge(head)).isInstanceOf(Verdict.Refused.class);
        return ((Verdict.Refused) access.judge(head)).why().status();
    }
}
