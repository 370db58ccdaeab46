package dev.lamplighter.demo.payload;

import dev.lamplighter.demo.process.DemoException;
import dev.lamplighter.demo.process.Command;
import dev.lamplighter.model.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kernel and the modules in unpacked packages. Modules may be compressed with xz or zstd. */
final class PackageFiles implements Modules.Source {

    private static final Map<String, List<String>> DECOMPRESSORS = Map.of(".ko.xz", List.of("xz", "-dkf"), ".ko.zst", List.of("zstd", "-dqkf"));

    private final Map<String, Path> modules = new HashMap<>();
    private Optional<Path> kernel = Optional.empty();

    /** Looks through one unpacked package. */
    void add(Path unpacked) throws IOException {
        try (var tree = Files.walk(unpacked)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                int end = name.indexOf(".ko");
                if (end > 0) {
                    modules.put(name.substring(0, end).replace('-', '_'), file);
                } else if (name.startsWith("vmlinuz-")) {
                    kernel = Optional.of(file);
                }
            }
        }
    }

    Path kernel() throws DemoException {
        return kernel.orElseThrow(() -> new DemoException("the kernel package holds no boot/vmlinuz-*", "use `--client walk`"));
    }

    /** The one program of the package busybox-static. */
    static Bytes busybox(Path unpacked) throws DemoException, IOException {
        try (var tree = Files.walk(unpacked)) {
            Path program = tree.filter(file -> file.endsWith("bin/busybox")).findFirst()
                    .orElseThrow(() -> new DemoException("the package busybox-static holds no bin/busybox", "use `--client walk`"));
            return Bytes.owned(Files.readAllBytes(program));
        }
    }

    @Override
    public boolean has(String name) {
        return modules.containsKey(name);
    }

    @Override
    public Bytes image(String name) throws DemoException {
        Path file = modules.get(name);
        try {
            return Bytes.owned(Files.readAllBytes(plain(file)));
        } catch (IOException broken) {
            throw new DemoException("cannot read the kernel module " + file + ": " + broken.getMessage(), "use `--client walk`", broken);
        }
    }

    private static Path plain(Path file) throws DemoException {
        String name = file.toString();
        for (var decompressor : DECOMPRESSORS.entrySet()) {
            if (name.endsWith(decompressor.getKey())) {
                List<String> words = decompressor.getValue();
                var ran = Command.of(words.getFirst(), words.getLast(), name).run();
                if (!ran.worked()) {
                    throw new DemoException("cannot decompress a kernel module: " + ran.lastLine(), "install the package that brings `"
                            + words.getFirst() + "`, or use `--client walk`");
                }
                return Path.of(name.substring(0, name.lastIndexOf('.')));
            }
        }
        return file;
    }
}
