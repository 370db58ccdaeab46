package dev.lamplighter.demo.payload;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** The first user land of the demo's machine: busybox, the kernel modules of its network card, and a script that fetches {@code /ignition}. */
final class Initramfs {

    private static final List<String> FOLDERS = List.of("bin", "dev", "etc", "modules", "proc", "sys", "tmp");
    private static final List<String> APPLETS = List.of("cat", "cut", "insmod", "ip", "mount", "poweroff", "sh", "sha256sum", "sleep", "timeout",
            "udhcpc", "uname", "wc", "wget");

    private Initramfs() {}

    /** The archive, compressed; {@code modules} are loaded in their order. */
    static byte[] of(Bytes busybox, List<Module> modules) {
        var archive = new Cpio();
        FOLDERS.forEach(archive::folder);
        archive.device("dev/console", 5, 1).device("dev/null", 1, 3).program("bin/busybox", busybox.toArray());
        APPLETS.forEach(applet -> archive.link("bin/" + applet, "busybox"));
        archive.program("init", script("init")).program("udhcpc.script", script("udhcpc.script"));
        var list = new StringBuilder();
        for (Module module : modules) {
            archive.file("modules/" + module.name() + ".ko", module.image().toArray());
            list.append(module.name()).append('\n');
        }
        return compressed(archive.file("modules.list", list.toString().getBytes(UTF_8)).toByteArray());
    }

    /** One of the scripts inside, as it is in the jar. */
    static byte[] script(String name) {
        try (var in = Initramfs.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + name + " from the jar", broken);
        }
    }

    private static byte[] compressed(byte[] plain) {
        var out = new ByteArrayOutputStream(plain.length / 2);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** A kernel module: its name with underscores, and the uncompressed ELF file. */
    record Module(String name, Bytes image) {}
}
