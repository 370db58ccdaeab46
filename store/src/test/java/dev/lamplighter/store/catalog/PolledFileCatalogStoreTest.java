package dev.lamplighter.store.catalog;

/** The same where the system tells nothing of changes. */
class PolledFileCatalogStoreTest extends FileCatalogStoreTest {

    @Override
    FileCatalogSettings settings() {
        return super.settings().withInotify(false);
    }

    @Override
    int edits() {
        return 100;
    }
}
