package dev.lamplighter.http.service;

import dev.lamplighter.boot.Resource;
import dev.lamplighter.http.packet.CleanPath;
import dev.lamplighter.http.packet.Percent;
import java.util.Optional;

/** Where a clean path leads. A path is matched segment by segment, each decoded on its own, so an escaped slash separates nothing. */
sealed interface Route {

    String ASSETS = "assets";

    record Home() implements Route {}

    /** A thing of the boot that is asked for by labels. */
    record Boot(Resource what) implements Route {}

    /** The assets folder without the slash at its end. */
    record AssetsWithoutSlash() implements Route {}

    /** Something below the assets folder: decoded, clean, without a slash before it. */
    record Asset(String path) implements Route {}

    record Nowhere() implements Route {}

    static Route of(String escaped) {
        int slash = escaped.indexOf('/', 1);
        Optional<String> first = Percent.decode(escaped.substring(Math.min(1, escaped.length()), slash < 0 ? escaped.length() : slash));
        if (slash > 0) {
            return first.filter(ASSETS::equals).isPresent() ? asset(escaped.substring(slash)) : new Nowhere();
        }
        return switch (first.orElse("?")) {
            case "" -> new Home();
            case "boot.ipxe", "boot.ipxe.0" -> new Boot(new Resource.BootScript());
            case "ipxe" -> new Boot(Resource.Document.IPXE);
            case "grub" -> new Boot(Resource.Document.GRUB);
            case "ignition" -> new Boot(Resource.Document.IGNITION);
            case "generic" -> new Boot(Resource.Document.GENERIC);
            case "metadata" -> new Boot(Resource.Document.METADATA);
            case ASSETS -> new AssetsWithoutSlash();
            default -> new Nowhere();
        };
    }

    private static Route asset(String escaped) {
        return Percent.decode(escaped).filter(path -> path.indexOf('\0') < 0).<Route>map(path -> new Asset(CleanPath.of(path).substring(1)))
                .orElseGet(Nowhere::new);
    }
}
