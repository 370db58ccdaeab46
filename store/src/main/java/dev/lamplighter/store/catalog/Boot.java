package dev.lamplighter.store.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which start of which machine this is. What a killed process wrote is intact as long as it is the same. */
final class Boot {

    private static final Path ID = Path.of("/proc/sys/kernel/random/boot_id");

    private Boot() {}

    /** At most 36 characters; the empty text where the system has none, which is no boot's. */
    static String id() {
        try {
            return Files.readString(ID).strip();
        } catch (IOException none) {
            return "";
        }
    }
}
