package dev.lamplighter.http.server;

import dev.lamplighter.boot.Resource;
import dev.lamplighter.http.FolderBoot;
import dev.lamplighter.http.Heard;
import dev.lamplighter.http.HttpLimits;
import dev.lamplighter.http.HttpSettings;
import dev.lamplighter.http.Segments;
import dev.lamplighter.model.Labels;
import dev.lamplighter.net.Loops;
import dev.lamplighter.net.tls.TlsFiles;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Serves a folder of assets under Matchbox's flags, so that the shared runner can be pointed at this door alone: {@code -address=127.0.0.1:8080 -assets-path=DIR}. */
final class ServeFolder {

    private ServeFolder() {}

    public static void main(String[] arguments) throws Exception {
        var flags = new HashMap<String, String>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            flags.put(argument.substring(1, equals < 0 ? argument.length() : equals), equals < 0 ? "true" : argument.substring(equals + 1));
        }
        String address = flags.getOrDefault("address", "127.0.0.1:8080");
        int colon = address.lastIndexOf(':');
        Path assets = Path.of(flags.getOrDefault("assets-path", "."));
        boolean withAssets = !assets.toString().isEmpty();
        Optional<TlsFiles> tls = flags.containsKey("web-ssl")
                ? Optional.of(new TlsFiles(Path.of(flags.get("web-cert-file")), Path.of(flags.get("web-key-file"))))
                : Optional.empty();
        var at = new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
        var settings = new HttpSettings(List.of(at), true, withAssets, tls, HttpLimits.DEFAULT);
        var door = new HttpDoor(settings, new FolderBoot(assets, documents(flags)), query -> Labels.NONE, local -> Segments.LAB, new Heard(), new Loops(2));
        door.open();
        Thread.currentThread().join();
    }

    /** What the groups and profiles of the cases about files would say. */
    static Map<Resource, String> documents(Map<String, String> flags) {
        return Files.exists(Path.of(flags.getOrDefault("data-path", "absent"), "groups"))
                ? Map.of(Resource.Document.IPXE, "#!ipxe\nkernel /k\nboot\n", Resource.Document.GENERIC, "hello\n",
                        Resource.Document.METADATA, "REQUEST_RAW_QUERY=\n")
                : Map.of();
    }
}
