package dev.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientFilesTest {

    @TempDir
    Path host;

    @TempDir
    Path home;

    private ClientFiles of(Map<String, String> environment, String... words) throws UsageException {
        return ClientFiles.of(Arguments.read(ClientFiles.FLAGS, List.of(words)), environment, host);
    }

    private ClientFiles all(Path folder) {
        return new ClientFiles(folder.resolve("ca.crt"), folder.resolve("client.crt"), folder.resolve("client.key"));
    }

    @Test
    void a_user_has_files_of_their_own_where_the_host_has_none() throws Exception {
        var environment = Map.of("HOME", home.toString());
        assertThat(of(environment)).as("neither has any").isEqualTo(all(host));
        Path own = Files.createDirectories(home.resolve(".matchbox"));
        Files.createFile(own.resolve("client.crt"));
        assertThat(of(environment)).isEqualTo(all(own));
        assertThat(of(Map.of())).as("nobody's home").isEqualTo(all(host));
        Files.createFile(host.resolve("client.crt"));
        assertThat(of(environment)).as("the host's come first").isEqualTo(all(host));
    }

    @Test
    void what_is_named_is_not_mixed_with_the_users_own_files() throws Exception {
        Files.createFile(Files.createDirectories(home.resolve(".matchbox")).resolve("client.crt"));
        assertThat(of(Map.of("HOME", home.toString(), "LAMPLIGHTER_CA_FILE", "/ca"))).isEqualTo(new ClientFiles(Path.of("/ca"), host.resolve("client.crt"), host.resolve("client.key")));
        assertThat(of(Map.of("HOME", home.toString(), "LAMPLIGHTER_KEY_FILE", "/k"), "--key-file", "/key").key()).isEqualTo(Path.of("/key"));
    }
}
