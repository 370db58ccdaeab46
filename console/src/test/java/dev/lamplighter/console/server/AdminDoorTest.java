package dev.lamplighter.console.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.console.Booting;
import dev.lamplighter.console.service.LiveBoots;
import dev.lamplighter.console.service.Lab;
import dev.lamplighter.net.CannotListen;
import dev.lamplighter.net.Loops;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The control socket, asked by a client that speaks HTTP/1.0. */
class AdminDoorTest {

    static final String NODE1 = "52:54:00:00:00:01";
    static final String NODE2 = "52:54:00:00:00:02";

    @TempDir
    Path folder;

    Lab house;
    Booting lab;
    LiveBoots boots;
    final Loops loops = new Loops(1);
    AdminDoor door;

    @BeforeEach
    void open() throws CannotListen, IOException {
        house = new Lab(folder.resolve("data"));
        lab = house.booting;
        boots = house.boots;
        door = door(folder.resolve("run/admin.sock"));
        door.open();
    }

    @AfterEach
    void close() {
        door.close();
        loops.close();
        house.close();
    }

    @Test
    void owner_and_group_may_ask_and_nobody_else() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("run/admin.sock")))).isEqualTo("rw-rw----");
        boots.accept(lab.firmware(NODE1, "192.0.2.101", "ipxe.efi"));
        assertThat(ask("/api/v1/boots")).startsWith("HTTP/1.1 200 OK").contains("\"id\":\"lab-1\"");
        assertThat(ask("/nothing")).startsWith("HTTP/1.1 404");
    }

    @Test
    void who_follows_hears_of_what_was_and_of_each_change_of_the_machine_that_was_named() throws IOException {
        boots.accept(lab.firmware(NODE1, "192.0.2.101", "ipxe.efi"));
        try (var channel = connect(); var lines = new BufferedReader(Channels.newReader(channel, UTF_8))) {
            channel.write(UTF_8.encode("GET /api/v1/boots/stream?machine=" + NODE1 + " HTTP/1.0\r\n\r\n"));
            assertThat(data(lines)).contains("\"id\":\"lab-1\"").contains("under way");
            boots.accept(lab.firmware(NODE2, "192.0.2.102", "ipxe.efi"));
            boots.accept(lab.ignition(NODE1, "192.0.2.101"));
            boots.tell();
            assertThat(data(lines)).contains("\"id\":\"lab-1\"").contains("\"state\":\"done\"");
        }
    }

    @Test
    void a_socket_that_nobody_serves_makes_way_and_one_that_is_served_does_not() throws Exception {
        assertThatThrownBy(() -> door(folder.resolve("run/admin.sock")).open()).isInstanceOf(CannotListen.class).hasMessageContaining("another process serves");
        Path left = folder.resolve("left.sock");
        try (var dead = java.nio.channels.ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(left));
        }
        assertThat(left).exists();
        var next = door(left);
        next.open();
        next.close();
        assertThat(left).doesNotExist();
    }

    @Test
    void a_file_that_is_no_socket_is_left_alone() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "keep me");
        assertThatThrownBy(() -> door(file).open()).isInstanceOf(CannotListen.class).hasMessageContaining("is no socket");
        assertThat(file).hasContent("keep me");
    }

    private AdminDoor door(Path path) {
        return new AdminDoor(path, new Desk(house.pages(), boots, house.signals), loops);
    }

    private static String data(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("data: ")) {
                return line;
            }
        }
        throw new AssertionError("the stream has ended");
    }

    private SocketChannel connect() throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(folder.resolve("run/admin.sock")));
        return channel;
    }

    private String ask(String target) throws IOException {
        try (var channel = connect(); var lines = new BufferedReader(Channels.newReader(channel, UTF_8))) {
            channel.write(UTF_8.encode("GET " + target + " HTTP/1.0\r\n\r\n"));
            return lines.lines().collect(Collectors.joining("\n"));
        }
    }
}
