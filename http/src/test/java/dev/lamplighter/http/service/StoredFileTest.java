package dev.lamplighter.http.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredFileTest {

    @TempDir
    Path folder;

    private final Semaphore room = new Semaphore(1);

    @Test
    void a_small_file_is_in_memory_as_long_as_there_is_room() throws IOException {
        Path script = Files.writeString(folder.resolve("boot.ipxe"), "#!ipxe\n");
        StoredFile first = StoredFile.open(script, Instant.EPOCH, room);
        try (StoredFile second = StoredFile.open(script, Instant.EPOCH, room)) {
            assertThat(first.octets()).contains(Bytes.utf8("#!ipxe\n"));
            assertThat(second.octets()).isEmpty();
            assertThat(second.beginning()).isEqualTo(Bytes.utf8("#!ipxe\n"));
        }
        assertThat(room.availablePermits()).isZero();
        first.close();
        first.close();
        assertThat(room.availablePermits()).isOne();
    }

    @Test
    void a_large_file_is_left_to_the_kernel_and_takes_no_room() throws IOException {
        Path kernel = Files.write(folder.resolve("vmlinuz"), new byte[(64 << 10) + 1]);
        try (StoredFile file = StoredFile.open(kernel, Instant.EPOCH, room)) {
            assertThat(file.octets()).isEmpty();
            assertThat(room.availablePermits()).isOne();
        }
    }
}
