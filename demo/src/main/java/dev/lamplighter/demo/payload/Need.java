package dev.lamplighter.demo.payload;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A tool or a file of the system that the demo uses, and the Debian package that brings it. */
public enum Need {

    NETWORK_TOOLS("iproute2", "the command ip", "ip"),
    VIRTUAL_MACHINE("qemu-system-x86", "the command qemu-system-x86_64", "qemu-system-x86_64"),
    FIRMWARE("ovmf", "the UEFI firmware OVMF", "/usr/share/OVMF/OVMF_CODE_4M.fd", "/usr/share/OVMF/OVMF_VARS_4M.fd");

    private static final List<String> PLACES = Stream.concat(
            Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)), Stream.of("/usr/sbin", "/sbin", "/usr/bin", "/bin"))
            .filter(place -> !place.isEmpty()).distinct().toList();

    private final String packageName;
    private final String noun;
    private final String files;

    Need(String packageName, String noun, String... files) {
        this.packageName = packageName;
        this.noun = noun;
        this.files = String.join("\n", files);
    }

    public String packageName() {
        return packageName;
    }

    public boolean isThere() {
        return files.lines().allMatch(Need::exists);
    }

    /** Whether there is a command of this name; a name with a slash is a file. */
    static boolean exists(String name) {
        return name.indexOf('/') >= 0 ? Files.isReadable(Path.of(name)) : PLACES.stream().anyMatch(place -> Files.isExecutable(Path.of(place, name)));
    }

    @Override
    public String toString() {
        return noun + " (package " + packageName + ")";
    }
}
