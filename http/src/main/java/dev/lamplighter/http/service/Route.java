package dev.lamplighter.http.service;

import dev.lamplighter.boot.Resource;
import dev.lamplighter.http.packet.CleanPath;
import dev.lamplighter.http.packet.Percent;
import dev.lamplighter.signing.Signer;
import java.util.Optional;

/** Where a clean path leads. A path is matched segment by segment, each decoded on its own, so an escaped slash separates nothing. */
sealed interface Route {

    String ASSETS = "assets";
    String NOCLOUD = "nocloud";
    String BOOT_DONE = "/v1/boot-done";

    record Home() implements Route {}

    /** A thing of the boot. {@code labels} is a query that the path holds; it goes before that of the request. */
    record Boot(Resource what, String labels) implements Route {}

    /** The signature of a thing of the boot. */
    record Signature(Resource of, Signer.Form form) implements Route {}

    /** The assets folder without the slash at its end. */
    record AssetsWithoutSlash() implements Route {}

    /** Something below the assets folder: decoded, clean, without a slash before it. */
    record Asset(String path) implements Route {}

    record Nowhere() implements Route {}

    static Route of(String escaped) {
        int slash = escaped.indexOf('/', 1);
        Optional<String> first = Percent.decode(escaped.substring(Math.min(1, escaped.length()), slash < 0 ? escaped.length() : slash));
        if (slash > 0) {
            return switch (first.orElse("?")) {
                case ASSETS -> asset(escaped.substring(slash));
                case NOCLOUD -> seed(escaped.substring(slash + 1));
                case "v1" -> escaped.equals(BOOT_DONE) ? new Boot(new Resource.BootDone(), "") : new Nowhere();
                default -> new Nowhere();
            };
        }
        return switch (first.orElse("?")) {
            case "" -> new Home();
            case ASSETS -> new AssetsWithoutSlash();
            case String name -> boot(name);
        };
    }

    private static Route boot(String name) {
        Optional<Resource> named = resource(name);
        if (named.isPresent()) {
            return new Boot(named.get(), "");
        }
        for (Signer.Form form : Signer.Form.values()) {
            Optional<Resource> signed = Optional.of(name).filter(each -> each.endsWith(suffix(form)))
                    .flatMap(each -> resource(each.substring(0, each.length() - suffix(form).length())));
            if (signed.isPresent()) {
                return new Signature(signed.get(), form);
            }
        }
        return new Nowhere();
    }

    private static Optional<Resource> resource(String name) {
        return switch (name) {
            case "boot.ipxe", "boot.ipxe.0" -> Optional.of(new Resource.BootScript());
            case "autoexec.ipxe" -> Optional.of(new Resource.BootFile(name));
            case "ipxe" -> Optional.of(Resource.Document.IPXE);
            case "grub" -> Optional.of(Resource.Document.GRUB);
            case "ignition" -> Optional.of(Resource.Document.IGNITION);
            case "cloud" -> Optional.of(Resource.Document.CLOUD);
            case "generic" -> Optional.of(Resource.Document.GENERIC);
            case "metadata" -> Optional.of(Resource.Document.METADATA);
            default -> Optional.empty();
        };
    }

    private static String suffix(Signer.Form form) {
        return switch (form) {
            case BINARY -> ".sig";
            case ARMOURED -> ".asc";
        };
    }

    /**
     * {@code user-data}, or {@code mac=52-54-00-12-34-56,os=installed/user-data}: cloud-init appends the name of each file to the URL that it was
     * given, so that one without {@code %s} in it has its labels before that name.
     */
    private static Route seed(String below) {
        int slash = below.indexOf('/');
        String labels = below.substring(0, Math.max(slash, 0)).replace("+", "%2B").replace(',', '&');
        Optional<String> file = Percent.decode(below.substring(slash + 1));
        for (Resource.Seed seed : Resource.Seed.values()) {
            if (file.filter(seed.file()::equals).isPresent()) {
                return new Boot(seed, labels);
            }
        }
        return new Nowhere();
    }

    private static Route asset(String escaped) {
        return Percent.decode(escaped).filter(path -> path.indexOf('\0') < 0).<Route>map(path -> new Asset(CleanPath.of(path).substring(1)))
                .orElseGet(Nowhere::new);
    }
}
