package dev.lamplighter.demo.payload;

import dev.lamplighter.demo.process.DemoException;
import dev.lamplighter.demo.lab.Folders;
import dev.lamplighter.demo.process.Cleanup;
import dev.lamplighter.model.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** The kernel and the initramfs that the machine boots; {@code real} unless they are stand-ins that only travel. */
public record Payload(Path kernel, Path initrd, boolean real, String about) {

    private static final List<String> KERNELS = List.of("linux-image-cloud-amd64", "linux-image-amd64", "linux-image-virtual", "linux-image-generic");
    private static final String KERNEL = "vmlinuz";
    private static final String INITRD = "initrd.gz";
    private static final String ABOUT = "about.txt";

    /** The pair in the cache, or else made from distribution packages and put there. */
    public static Payload fetched(Path cache, Apt apt, Cleanup cleanup) throws DemoException {
        Path place = place(cache);
        if (Files.exists(place)) {
            return in(place);
        }
        if (!Apt.isHere()) {
            throw new DemoException("the kernel comes from a Debian package, and this machine has no apt-get and dpkg-deb",
                    "use `--client walk`, which needs no kernel");
        }
        try {
            Files.createDirectories(cache);
            Path work = cache.resolve("making-" + ProcessHandle.current().pid());
            cleanup.atEnd("the folder " + work, () -> Folders.delete(work));
            Folders.delete(work);
            Files.move(make(Files.createDirectory(work), apt), place, StandardCopyOption.ATOMIC_MOVE);
            Folders.delete(work);
        } catch (IOException full) {
            throw new DemoException("cannot keep the kernel and the initramfs in " + cache + ": " + full.getMessage(),
                    "make room there, or name another folder with XDG_CACHE_HOME", full);
        }
        return in(place);
    }

    /** Whether {@link #fetched} finds the pair in the cache. */
    public static boolean isCached(Path cache) {
        return Files.exists(place(cache));
    }

    /** The pair in the cache. */
    public static Payload cached(Path cache) throws DemoException {
        return in(place(cache));
    }

    /** Two files of noise of a size that takes a moment to travel; for the walk, which boots nothing. */
    public static Payload standIn(Path folder) throws DemoException {
        try {
            Files.createDirectories(folder);
            var payload = new Payload(folder.resolve(KERNEL), folder.resolve(INITRD), false, "stand-ins for a kernel and an initramfs");
            noise(payload.kernel, 1 << 20, 1);
            noise(payload.initrd, 1 << 21, 2);
            return payload;
        } catch (IOException full) {
            throw new DemoException("cannot write into " + folder + ": " + full.getMessage(), "make room there", full);
        }
    }

    /** Puts both files into {@code folder}. */
    public void copyTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.copy(kernel, folder.resolve(KERNEL));
        Files.copy(initrd, folder.resolve(INITRD));
    }

    private static Payload in(Path place) throws DemoException {
        try {
            return new Payload(place.resolve(KERNEL), place.resolve(INITRD), true, Files.readString(place.resolve(ABOUT)).strip());
        } catch (IOException broken) {
            throw new DemoException("the cache " + place + " is broken: " + broken.getMessage(), "remove that folder and start again", broken);
        }
    }

    /** The folder's name changes with the scripts inside the initramfs. */
    private static Path place(Path cache) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(Initramfs.script("init"));
            digest.update(Initramfs.script("udhcpc.script"));
            return cache.resolve("amd64-" + HexFormat.of().formatHex(digest.digest(), 0, 6));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static Path make(Path work, Apt apt) throws DemoException, IOException {
        String image = apt.dependency(KERNELS, "linux-image-").orElseThrow(() -> new DemoException(
                "no kernel package is known here, not one of " + String.join(", ", KERNELS), "run `apt-get update`, or use `--client walk`"));
        var files = new PackageFiles();
        files.add(apt.unpack(image, work));
        var modules = apt.dependency(List.of(image), "linux-modules-");
        if (modules.isPresent()) {
            files.add(apt.unpack(modules.get(), work));
        }
        Path busybox = apt.unpack("busybox-static", work);
        Path made = Files.createDirectories(work.resolve("made"));
        Files.copy(files.kernel(), made.resolve(KERNEL));
        Files.write(made.resolve(INITRD), Initramfs.of(PackageFiles.busybox(busybox), new Modules(files).inOrder(Modules.WANTED)));
        Files.writeString(made.resolve(ABOUT), image + " with busybox-static\n");
        return made;
    }

    private static void noise(Path file, int size, long seed) throws IOException {
        byte[] octets = new byte[size];
        new Random(seed).nextBytes(octets);
        Files.write(file, octets);
    }

    /** The SHA-256 of a file's octets in hexadecimal digits. */
    public static String sha256(Bytes octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets.toArray()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
