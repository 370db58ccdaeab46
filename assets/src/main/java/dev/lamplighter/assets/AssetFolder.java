package dev.lamplighter.assets;

import dev.lamplighter.model.Reason;
import java.nio.file.Path;
import java.util.ArrayList;

/**
 * The operator's folder of kernels, initrds and images. A path is cleaned as Go's {@code path.Clean} does below {@code /}: empty parts and
 * {@code .} are dropped, and {@code ..} ends at the root. May wait for the disk, so it is not for event loops.
 */
public final class AssetFolder implements FileSource {

    private final BelowRoot folder;

    /** With {@code followLinks} a symbolic link may lead anywhere; without, only to what is below {@code root} too. */
    public AssetFolder(Path root, boolean followLinks) {
        this.folder = new BelowRoot(root, followLinks);
    }

    /** {@code path} is decoded and has no leading slash; the empty path is the folder itself. */
    @Override
    public Located find(String path) {
        var names = new ArrayList<String>();
        for (String part : path.split("/", -1)) {
            switch (part) {
                case "", "." -> {}
                case ".." -> {
                    if (!names.isEmpty()) {
                        names.removeLast();
                    }
                }
                default -> names.add(part);
            }
        }
        return switch (folder.find(names)) {
            case BelowRoot.Found.File(Path found) -> new Located.OnDisk(found);
            case BelowRoot.Found.Folder(Path found) -> new Located.OnDisk(found);
            case BelowRoot.Found.Special(Path found) -> absent("asset-special", found + " is neither a file nor a folder");
            case BelowRoot.Found.LinkOutside(Path found) ->
                    absent("asset-link-outside", found + " is reached by a symbolic link that leads outside " + folder.root()
                            + ": set assets.follow-links to true if that is meant");
            case BelowRoot.Found.Unreadable(Path found, String why) -> absent("asset-unreadable", found + " cannot be read: " + why);
            case BelowRoot.Found.Nothing() ->
                    absent("asset-missing", "there is no asset `" + String.join("/", names) + "` in " + folder.root());
        };
    }

    private static Located absent(String code, String sentence) {
        return new Located.Absent(new Reason(code, sentence));
    }
}
