package dev.lamplighter.demo.payload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lamplighter.demo.process.DemoException;
import dev.lamplighter.demo.payload.Initramfs.Module;
import dev.lamplighter.model.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Puts kernel modules into an order in which each comes after those it depends on. */
final class Modules {

    /** What a virtio network card needs, and the packet sockets of udhcpc. A kernel may have any of them inside. */
    static final List<String> WANTED = List.of("virtio_pci", "virtio_net", "af_packet");

    private final Source source;

    Modules(Source source) {
        this.source = source;
    }

    /** The modules {@code wanted} with all they depend on; those that the source lacks are inside the kernel. */
    List<Module> inOrder(List<String> wanted) throws DemoException {
        var found = new ArrayList<Module>();
        var seen = new LinkedHashSet<String>();
        for (String name : wanted) {
            add(name, found, seen);
        }
        return found;
    }

    private void add(String name, List<Module> found, Set<String> seen) throws DemoException {
        if (!source.has(name) || !seen.add(name)) {
            return;
        }
        Bytes image = source.image(name);
        for (String other : dependencies(image)) {
            add(other, found, seen);
        }
        found.add(new Module(name, image));
    }

    /** The {@code depends=} entry of the module's {@code .modinfo} section, with underscores. */
    static List<String> dependencies(Bytes image) {
        String octets = new String(image.toArray(), ISO_8859_1);
        int start = octets.indexOf("\0depends=");
        if (start < 0) {
            return List.of();
        }
        start += "\0depends=".length();
        int end = octets.indexOf('\0', start);
        String names = octets.substring(start, end < 0 ? octets.length() : end);
        return List.of(names.split(",")).stream().filter(name -> !name.isEmpty()).map(name -> name.replace('-', '_')).toList();
    }

    /** Where modules are found by their names with underscores. */
    interface Source {

        boolean has(String name);

        Bytes image(String name) throws DemoException;
    }
}
