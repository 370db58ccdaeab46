package dev.lamplighter.boot.policy;

import dev.lamplighter.model.Arch;
import dev.lamplighter.model.Ip4;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What PXE firmware shows before it boots (PXE 2.1 table 2-1, tags 8 to 10). For {@code seconds} {@code prompt} stands on the screen while a
 * person may ask for the menu, and then the first item is taken; {@link #FOREVER} shows the menu at once and waits for a choice.
 */
public record BootMenu(Optional<String> prompt, int seconds, List<Item> items) {

    /** So many seconds mean: until a choice. */
    public static final int FOREVER = 255;

    /** The first number that PXE leaves to vendors; our items are numbered from here. */
    public static final int FIRST_TYPE = 0x8000;

    /** The number of the local disk, for which the firmware asks nobody. */
    public static final int LOCAL_TYPE = 0;

    public BootMenu {
        items = List.copyOf(items);
    }

    /**
     * One line of the menu. {@code type} is its number on the wire, from 0 to 65535; {@code kinds} are the kinds of firmware that see it, empty
     * for all.
     */
    public record Item(int type, String text, Set<Arch.Kind> kinds, Means means) {

        public Item {
            kinds = Set.copyOf(kinds);
        }

        boolean isFor(Optional<Arch> arch) {
            return kinds.isEmpty() || arch.filter(said -> kinds.contains(said.kind())).isPresent();
        }
    }

    /** What a choice does. */
    public sealed interface Means {

        /** What the machine boots without a menu. */
        record Usual() implements Means {}

        /** A file of ours by TFTP. */
        record File(String name) implements Means {}

        /** Another boot server, which is asked on port 4011. */
        record OtherServer(Ip4 address) implements Means {}

        /** The disk. */
        record Local() implements Means {}
    }
}
