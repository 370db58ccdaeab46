package dev.lamplighter.boot.policy;

import dev.lamplighter.model.Arch;
import java.util.Set;

/** Tells a Raspberry Pi's own boot code from a PC's: both say architecture 0, but the Pi takes no boot file, it knows the names itself. */
final class RaspberryPi {

    /** What its maker's network chips begin with (IEEE's list of makers). */
    private static final Set<String> MAKER = Set.of("b8:27:eb", "dc:a6:32", "e4:5f:01", "d8:3a:dd", "2c:cf:67", "28:cd:c1", "88:a2:9e");

    private RaspberryPi() {}

    static boolean is(BootClient client) {
        return client.speaks() == BootClient.Speaks.PXE && client.arch().filter(Arch.BIOS::equals).isPresent() && client.mac().octets().length() == 6
                && MAKER.contains(client.mac().toString().substring(0, 8));
    }
}
