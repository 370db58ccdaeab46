package dev.lamplighter.demo.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamplighter.demo.process.Cleanup;
import dev.lamplighter.demo.process.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabTest {

    /** An id that no process has: ids end at 4,194,304. */
    static final long NOBODY = 90_000_000 + ProcessHandle.current().pid();

    final Cleanup cleanup = new Cleanup(System.err);
    final Lab lab = new Lab(new Namespaces(cleanup), NOBODY);

    @TempDir
    Path temporary;

    @Test
    void a_frame_goes_from_the_client_to_the_server_the_host_sees_none_of_it_and_nothing_stays() throws Exception {
        assumeNamespaces();
        String before = run("ip", "-br", "link");
        try (cleanup) {
            lab.up();
            lab.plugForWalker();
            run("ip", "-n", lab.client(), "addr", "add", "10.66.0.9/24", "dev", "eth0");
            assertThat(run("ip", "-n", lab.client(), "-br", "link", "show", "eth0")).contains("52:54:00:1a:4d:70");
            String reached = run("ip", "netns", "exec", lab.client(), "bash", "-c",
                    "for i in $(seq 50); do echo > /dev/udp/10.66.0.2/9; ip neigh show 10.66.0.2 | grep lladdr && exit 0; sleep 0.1; done; exit 1");
            assertThat(reached).contains("lladdr");
            assertThat(run("ip", "-br", "link")).isEqualTo(before);
        }
        assertThat(Namespaces.names()).doesNotContain(lab.server(), lab.client(), lab.wire());
    }

    @Test
    void a_virtual_machine_finds_a_tap_on_a_bridge_with_the_cable() throws Exception {
        assumeNamespaces();
        try (cleanup) {
            lab.up();
            lab.plugForVirtualMachine();
            assertThat(run("ip", "-n", lab.client(), "link", "show", "master", "br0")).contains("tap0", "eth0");
        }
    }

    @Test
    void a_killed_demo_s_namespaces_with_what_runs_in_them_and_its_folder_go_at_the_next_start() throws Exception {
        assumeNamespaces();
        lab.up();
        var orphan = new ProcessBuilder(Namespaces.inside(lab.server(), List.of("sleep", "600"))).start();
        Path folder = Files.createDirectories(temporary.resolve(Leftovers.folder(NOBODY)).resolve("data")).getParent();
        Path other = Files.createDirectory(temporary.resolve("lamplighter-kept-1"));

        assertThat(new Leftovers(process -> process != NOBODY).remove(temporary))
                .containsExactly(lab.client(), lab.server(), lab.wire(), folder.toString());

        assertThat(Namespaces.names()).doesNotContain(lab.server(), lab.client(), lab.wire());
        assertThat(folder).doesNotExist();
        assertThat(other).exists();
        orphan.onExit().get();
    }

    @Test
    void only_names_of_dead_demos_are_leftovers() {
        var leftovers = new Leftovers(process -> process == 7);
        assertThat(leftovers.namespaces(List.of("lamplighter-7-server", "lamplighter-8-server", "lamplighter-8-switch", "lamplighter-8-other",
                "lamplighter-x-client", "dnslab-server"))).containsExactly("lamplighter-8-server", "lamplighter-8-switch");
        assertThat(Leftovers.runs(ProcessHandle.current().pid())).as("what carries our own id is another's").isFalse();
        assertThat(Leftovers.runs(NOBODY)).isFalse();
    }

    private static String run(String... words) {
        var ran = Command.of(words).run();
        assertThat(ran.worked()).as(ran.output()).isTrue();
        return ran.output();
    }

    private static void assumeNamespaces() {
        String probe = "lamplighter-probe-" + ProcessHandle.current().pid();
        boolean works = Command.of("ip", "netns", "add", probe).run().worked();
        if (works) {
            Command.of("ip", "netns", "delete", probe).run();
        }
        assumeTrue(works, "skipped: network namespaces need root and iproute2");
    }
}
