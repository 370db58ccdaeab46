package dev.lamplighter.demo.payload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.demo.payload.Initramfs.Module;
import dev.lamplighter.model.Bytes;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class InitramfsTest {

    static final Map<String, Bytes> PACKAGE = Map.of(
            "virtio_net", module("net_failover,virtio"), "net_failover", module("failover"), "failover", module(""), "virtio", module("virtio-ring"),
            "virtio_ring", module("virtio"));

    final Modules modules = new Modules(new Modules.Source() {
        @Override
        public boolean has(String name) {
            return PACKAGE.containsKey(name);
        }

        @Override
        public Bytes image(String name) {
            return PACKAGE.get(name);
        }
    });

    @Test
    void a_module_comes_after_those_it_depends_on_and_those_inside_the_kernel_are_left_out() throws Exception {
        assertThat(modules.inOrder(List.of("af_packet", "virtio_net"))).extracting(Module::name)
                .containsExactly("failover", "net_failover", "virtio_ring", "virtio", "virtio_net");
    }

    @Test
    void a_module_without_the_entry_depends_on_nothing() {
        assertThat(Modules.dependencies(Bytes.utf8("\0license=GPL\0"))).isEmpty();
        assertThat(Modules.dependencies(module(""))).isEmpty();
        assertThat(Modules.dependencies(Bytes.utf8("\0depends=virtio-ring"))).containsExactly("virtio_ring");
    }

    @Test
    void the_archive_holds_busybox_the_scripts_and_the_modules_in_their_order() throws Exception {
        byte[] compressed = Initramfs.of(Bytes.utf8("BUSYBOX"), modules.inOrder(List.of("net_failover")));
        String archive = new String(new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes(), ISO_8859_1);
        assertThat(archive).contains("bin/busybox\0", "BUSYBOX", "init\0", "#!/bin/sh", "MARKER", "modules/failover.ko\0",
                "modules/net_failover.ko\0", "failover\nnet_failover\n", "TRAILER!!!");
    }

    @Test
    void every_command_of_the_scripts_is_an_applet_or_a_word_of_the_shell() {
        String scripts = new String(Initramfs.script("init"), UTF_8) + new String(Initramfs.script("udhcpc.script"), UTF_8);
        for (String applet : List.of("mount", "insmod", "ip", "udhcpc", "wget", "timeout", "sha256sum", "cut", "wc", "sleep", "poweroff", "cat", "uname")) {
            assertThat(scripts).containsPattern("\\b" + applet + "\\b");
        }
        assertThat(scripts).doesNotContain("grep ", "sed ", "awk ", "head ", "tr ");
    }

    private static Bytes module(String depends) {
        return Bytes.utf8("ELF\0license=GPL\0depends=" + depends + "\0name=x\0");
    }
}
