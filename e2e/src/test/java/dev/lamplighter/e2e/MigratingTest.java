package dev.lamplighter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows docs/migrating-from-matchbox.md: every command of the page, in its order, in one shell. */
class MigratingTest {

    @TempDir
    Path folder;

    private Path data;
    private Path certificates;

    @BeforeEach
    void a_directory_of_matchboxs_and_its_certificates() throws Exception {
        data = folder.resolve("matchbox");
        for (String kind : List.of("groups", "profiles", "ignition", "generic", "cloud", "assets")) {
            Files.createDirectories(data.resolve(kind));
        }
        write("groups/node1.json", """
                {"id": "node1", "name": "Node 1", "profile": "worker", "selector": {"mac": "52:54:00:A1:9C:AE"}, "metadata": {"rack": "r7", "size": 1000000}}""");
        write("profiles/worker.json", """
                {"id": "worker", "ignition_id": "worker.ign", "generic_id": "worker.txt", "cloud_id": "worker.yaml",
                 "boot": {"kernel": "/assets/vmlinuz", "initrd": ["/assets/initrd"], "args": ["console=ttyS0"]}}""");
        write("ignition/worker.ign", "{\"ignition\": {\"version\": \"3.3.0\"}}");
        write("generic/worker.txt", "rack {{.rack}} of {{.request.query.mac}}\n");
        write("cloud/worker.yaml", "#cloud-config\nhostname: {{.rack}}\n");
        certificates = folder.resolve("certs");
        Host.run(Host.root().resolve("lamplighter").toString(), "certs", "init", "--dir", certificates.toString(), "--san", "IP.1:127.0.0.1");
    }

    @Test
    void every_command_of_the_page_does_what_the_page_says() throws Exception {
        Host.needs("bash", "curl", "diff");
        int oldPort = freePort();
        String script = Manual.read("migrating-from-matchbox.md").blocks().stream().skip(1).reduce("", String::concat)
                .replace("18080", String.valueOf(freePort())).replace("18081", String.valueOf(freePort()));
        AutoCloseable old = old(oldPort);
        try {
            String here = """
                    set -eu
                    trap 'kill $(jobs -p) 2>/dev/null || true' EXIT
                    export LAMPLIGHTER_NO_BUILD=1
                    DATA=%s ASSETS=%s CERTS=%s CLIENT=%s OLD=http://127.0.0.1:%d MACHINE=mac=52-54-00-a1-9c-ae
                    """.formatted(data, data.resolve("assets"), certificates, certificates, oldPort);
            String printed = bash(here + script);
            assertThat(printed)
                    .contains("same     /ipxe?", "same     /grub?", "same     /ignition?", "same     /cloud?", "same     /generic?", "same     /metadata?")
                    .doesNotContain("differs  ", "there is something to read above", "this machine gets nothing")
                    .contains("X-Lamplighter-Reason: no-group", "5 objects are equal")
                    .contains("kernel /assets/vmlinuz console=ttyS0");
        } finally {
            old.close();
        }
    }

    /** Matchbox where there is one on the PATH, else ourselves with its answers. */
    private AutoCloseable old(int port) throws IOException, InterruptedException {
        List<String> flags = List.of("-address=127.0.0.1:" + port, "-data-path=" + data, "-assets-path=" + data.resolve("assets"));
        if (!Host.has("matchbox")) {
            return Server.start(Host.concat(List.of("--config=none", "--compat=matchbox"), flags));
        }
        Process matchbox = new ProcessBuilder(Host.concat(List.of("matchbox"), flags)).redirectErrorStream(true)
                .redirectOutput(folder.resolve("matchbox.log").toFile()).start();
        return matchbox::destroy;
    }

    private static String bash(String script) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("bash", "-c", script).directory(Host.root().toFile()).redirectErrorStream(true).start();
        try {
            String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(shell.waitFor(120, TimeUnit.SECONDS)).as(printed).isTrue();
            assertThat(shell.exitValue()).as(printed).isZero();
            return printed;
        } finally {
            shell.destroy();
        }
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(data.resolve(file), text);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
