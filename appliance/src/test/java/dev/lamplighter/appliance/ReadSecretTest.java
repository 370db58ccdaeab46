package dev.lamplighter.appliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.model.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadSecretTest {

    @TempDir
    Path state;

    @Test
    void it_is_made_once_for_its_owner_alone_and_found_again() throws IOException {
        Bytes first = ReadSecret.in(state);
        assertThat(first.length()).isEqualTo(32);
        assertThat(ReadSecret.in(state)).isEqualTo(first);
        try (var files = Files.list(state)) {
            assertThat(files).singleElement().satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------"));
        }
    }

    @Test
    void what_is_none_is_refused_with_what_to_do() throws IOException {
        assertThatThrownBy(() -> ReadSecret.in(state.resolve("none"))).hasMessageContaining("there is no folder").hasMessageContaining("create it");
        Files.writeString(state.resolve("reads.key"), "short");
        assertThatThrownBy(() -> ReadSecret.in(state)).hasMessageContaining("reads.key").hasMessageContaining("remove it");
    }
}
