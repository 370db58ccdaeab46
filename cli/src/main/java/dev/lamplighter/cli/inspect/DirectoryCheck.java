package dev.lamplighter.cli.inspect;

import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.render.gotemplate.FunctionSet;
import dev.lamplighter.store.catalog.FileCatalogSettings;
import dev.lamplighter.store.catalog.FileCatalogStore;
import java.nio.file.Path;

/** Reads a data folder as the server would, and reports everything that is wrong or surprising with it. Waits for the disk. */
final class DirectoryCheck {

    private static final int MOST_GROUPS_NAMED = 3;

    private final Path folder;
    private final FunctionSet functions;
    private final int mostOfAKind;

    DirectoryCheck(Path folder, FunctionSet functions, int mostOfAKind) {
        this.folder = folder.toAbsolutePath().normalize();
        this.functions = functions;
        this.mostOfAKind = mostOfAKind;
    }

    /** What there was to look at, and what was found. */
    record Checked(int groups, int profiles, int templates, Report report) {}

    Checked run() {
        var report = new Report(mostOfAKind, MOST_GROUPS_NAMED);
        try (var store = new FileCatalogStore(folder, FileCatalogSettings.defaults(), new Collected(event -> note(event, report)))) {
            var catalog = store.current();
            var places = new Places(folder);
            new GroupRules(catalog, places, report).check();
            new KeyRules(folder, catalog, report).check();
            var named = new ProfileRules(store, catalog, places, report).check();
            int templates = new FolderRules(folder, functions, report).check(named);
            new Renderings(store, catalog, functions, report).check();
            return new Checked(catalog.groups().size() + catalog.ownGroups().size(), catalog.profileCount(), templates, report);
        }
    }

    private void note(BootEvent event, Report report) {
        if (event instanceof BootEvent.BadFile bad) {
            Path file = Path.of(bad.file());
            String name = file.startsWith(folder) ? folder.relativize(file).toString() : bad.file();
            synchronized (report) {
                report.add(Severity.ERROR, bad.reason().orElseThrow().code(), new Spot(name, bad.line(), bad.column()), bad.message());
            }
        }
    }
}
