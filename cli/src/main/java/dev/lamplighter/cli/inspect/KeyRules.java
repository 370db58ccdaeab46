package dev.lamplighter.cli.inspect;

import dev.lamplighter.cli.remote.Kind;
import dev.lamplighter.cli.remote.PutFile;
import dev.lamplighter.cli.remote.UnknownKeys;
import dev.lamplighter.store.catalog.Catalog;
import dev.lamplighter.store.catalog.CatalogFile;
import java.nio.file.Path;

/** Keys in the files of groups and profiles that the server does not read. */
final class KeyRules {

    private final Path folder;
    private final Catalog catalog;
    private final Report report;

    KeyRules(Path folder, Catalog catalog, Report report) {
        this.folder = folder;
        this.catalog = catalog;
        this.report = report;
    }

    /** Waits for the disk. */
    void check() {
        catalog.groups().forEach(group -> check(Kind.GROUP, group.file()));
        catalog.profiles().forEach(profile -> check(Kind.PROFILE, profile.file()));
    }

    private void check(Kind kind, String name) {
        String file = kind.folder() + "/" + name;
        CatalogFile.content(folder.resolve(file), PutFile.LARGEST).good().ifPresent(content -> UnknownKeys.of(kind, content)
                .forEach(key -> report.add(Severity.WARNING, "key-unknown", new Spot(file, key.line(), key.column()), key.message())));
    }
}
