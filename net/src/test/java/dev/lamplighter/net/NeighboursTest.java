package dev.lamplighter.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeighboursTest {

    @TempDir
    Path folder;

    @Test
    void a_complete_entry_tells_the_hardware_address() throws IOException {
        Path table = Files.writeString(folder.resolve("arp"), """
                IP address       HW type     Flags       HW address            Mask     Device
                10.77.0.50       0x1         0x2         52:54:00:a1:9c:ae     *        eth0
                10.77.0.51       0x1         0x0         00:00:00:00:00:00     *        eth0
                """);
        var neighbours = new Neighbours(table);

        assertThat(neighbours.of(Ip4.of("10.77.0.50"))).contains(Mac.of("52:54:00:a1:9c:ae"));
        assertThat(neighbours.of(Ip4.of("10.77.0.51"))).as("nobody answered").isEmpty();
        assertThat(neighbours.of(Ip4.of("10.77.0.5"))).isEmpty();
    }

    @Test
    void without_a_table_nobody_is_known() {
        assertThat(new Neighbours(folder.resolve("none")).of(Ip4.of("10.77.0.50"))).isEmpty();
    }
}
