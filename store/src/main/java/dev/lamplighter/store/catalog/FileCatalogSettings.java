package dev.lamplighter.store.catalog;

import java.time.Duration;

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
 */
public record FileCatalogSettings(boolean compatMatchbox, int mostFileBytes, int mostFiles, int mostTemplates, long mostTemplateBytes,
        Duration checkEvery, boolean inotify) {

    public static FileCatalogSettings defaults() {
        return new FileCatalogSettings(false, 4 << 20, 250_000, 1024, 16 << 20, Duration.ofSeconds(1), true);
    }

    public FileCatalogSettings withCompatMatchbox(boolean compat) {
        return new FileCatalogSettings(compat, mostFileBytes, mostFiles, mostTemplates, mostTemplateBytes, checkEvery, inotify);
    }

    public FileCatalogSettings withCheckEvery(Duration time) {
        return new FileCatalogSettings(compatMatchbox, mostFileBytes, mostFiles, mostTemplates, mostTemplateBytes, time, inotify);
    }

    public FileCatalogSettings withInotify(boolean use) {
        return new FileCatalogSettings(compatMatchbox, mostFileBytes, mostFiles, mostTemplates, mostTemplateBytes, checkEvery, use);
    }
}
