package dev.lamplighter.store.catalog;

import java.nio.file.Path;

/** Where the system tells nothing, everything may have changed at any time; the store then compares each file's signature. */
final class PollingWatcher implements Watcher {

    @Override
    public void follow(Path file) {}

    @Override
    public void followFolder(Path folder) {}

    @Override
    public void forget(Path followed) {}

    @Override
    public Changes drain() {
        return Changes.EVERYTHING;
    }

    @Override
    public void close() {}
}
