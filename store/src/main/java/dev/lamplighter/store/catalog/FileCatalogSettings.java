package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Machine;
import java.time.Duration;
import java.util.List;

/**
 * How files are read.
 *
 * @param compatMatchbox a broken file is passed over as Matchbox does, instead of keeping its last good version in service
 * @param mostFileBytes the size of the largest file that is read
 * @param mostFiles how many files are read of each folder
 * @param mostTemplates how many templates are kept in memory
 * @param mostTemplateBytes how large they may be together
 * @param checkEvery how often the store looks without being asked, which is also how late a change on a network file system is seen
 * @param inotify whether the system's notices are used, where it has them
 * @param reserved machines that are declared elsewhere, which keep what they claim
 */
public record FileCatalogSettings(boolean compatMatchbox, int mostFileBytes, int mostFiles, int mostTemplates, long mostTemplateBytes,
        Duration checkEvery, boolean inotify, List<Machine> reserved) {

    public FileCatalogSettings {
        reserved = List.copyOf(reserved);
    }

    public static FileCatalogSettings defaults() {
        return new FileCatalogSettings(false, 4 << 20, 250_000, 1024, 16 << 20, Duration.ofSeconds(1), true, List.of());
    }

    public FileCatalogSettings withCompatMatchbox(boolean compat) {
        return new FileCatalogSettings(compat, mostFileBytes, mostFiles, mostTemplates, mostTemplateBytes, checkEvery, inotify, reserved);
    }

    public FileCatalogSettings withCheckEvery(Duration time) {
        return new FileCatalogSettings(compatMatchbox, mostFileBytes, mostFiles, mostTemplates, mostTemplateBytes, time, inotify, reserved);
    }

    public FileCatalogSettings withInotify(boolean use) {
        return new FileCatalogSettings(compatMatchbox, mostFileBytes, mostFiles, mostTemplates, mostTemplateBytes, checkEvery, use, reserved);
    }

    public FileCatalogSettings withReserved(List<Machine> machines) {
        return new FileCatalogSettings(compatMatchbox, mostFileBytes, mostFiles, mostTemplates, mostTemplateBytes, checkEvery, inotify, machines);
    }
}
