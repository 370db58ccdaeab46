package dev.lamplighter.cli.inspect;

import dev.lamplighter.boot.Resource.Seed;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.store.catalog.CatalogStore;
import dev.lamplighter.store.catalog.Stored;
import dev.lamplighter.store.catalog.TemplateKind;
import java.util.Arrays;
import java.util.List;

/** The templates that cloud-init's NoCloud data source gets beside a generic template, which is its {@code user-data}. */
final class Seeds {

    static final String PATH = "/nocloud/";

    private Seeds() {}

    /** The template's name for that file. */
    static String template(String genericId, Seed seed) {
        return seed == Seed.USER_DATA ? genericId : genericId + "." + seed.file();
    }

    /** Those that somebody wrote beside {@code genericId}, broken ones too. Waits for the disk. */
    static List<Seed> beside(CatalogStore store, String genericId) {
        return genericId.isEmpty() ? List.of() : Arrays.stream(Seed.values())
                .filter(seed -> seed != Seed.USER_DATA && !(store.content(TemplateKind.GENERIC, template(genericId, seed)) instanceof Stored.Missing<Bytes>))
                .toList();
    }
}
