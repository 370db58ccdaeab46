package dev.lamplighter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** README's first command, both ways. */
class DemoTest {

    @Test
    void real_firmware_boots_from_its_first_packet_to_a_running_system() throws Exception {
        Host.needsRoot();
        Host.needs("ip", "qemu-system-x86_64");
        Assumptions.assumeTrue(Files.exists(Path.of("/usr/share/OVMF/OVMF_CODE_4M.fd")), "skipped: the package ovmf is not installed");
        Ended demo = demo(List.of("--client", "qemu", "--timeout", "280"));
        assertThat(demo.lastLine()).as(demo.printed()).startsWith("booted");
        assertThat(demo.exitCode()).isZero();
        assertNothingLeft(demo);
    }

    @Test
    void the_built_in_client_walks_the_same_way_over_the_same_wire() throws Exception {
        Host.needsRoot();
        Host.needs("ip");
        Ended demo = demo(List.of("--client", "walk"));
        assertThat(demo.lastLine()).as(demo.printed()).startsWith("walked");
        assertThat(demo.exitCode()).isZero();
        assertNothingLeft(demo);
    }

    /** Of its own: another demo may run beside it. */
    private static void assertNothingLeft(Ended demo) throws Exception {
        assertThat(demo.printed()).as("its namespaces have its number").contains("lamplighter-" + demo.pid());
        assertThat(Host.run("ip", "netns", "list")).doesNotContain("lamplighter-" + demo.pid());
    }

    private static Ended demo(List<String> words) throws Exception {
        var builder = new ProcessBuilder(Host.concat(List.of(Host.root().resolve("lamplighter").toString(), "demo"), words)).redirectErrorStream(true);
        builder.environment().put("LAMPLIGHTER_NO_BUILD", "1");
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            System.out.print(printed);
            return new Ended(process.pid(), process.exitValue(), printed);
        } finally {
            process.destroy();
        }
    }

    private record Ended(long pid, int exitCode, String printed) {
        String lastLine() {
            return printed.lines().filter(line -> !line.isBlank()).reduce("", (_, last) -> last);
        }
    }
}
