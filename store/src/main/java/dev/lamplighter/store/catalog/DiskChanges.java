package dev.lamplighter.store.catalog;

import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Doer;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.model.event.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Tells what others have changed on disk, which is what a store finds there and has not written itself. What is there when the store is opened
 * is no change. Of very many at once the first are told one by one, and the others by their number.
 */
final class DiskChanges {

    private static final String METHOD = "file";
    private static final int MOST_AT_ONCE = 1_000;

    private final Path folder;
    private final Events events;
    private boolean telling;
    private int told;
    private int untold;

    DiskChanges(Path folder, Events events) {
        this.folder = folder;
        this.events = events;
    }

    /** What differs from now on was changed meanwhile. */
    void begin() {
        telling = true;
    }

    boolean isTelling() {
        return telling;
    }

    void changed(Path path, Optional<Version> before, Optional<Version> after) {
        if (!telling || before.equals(after)) {
            return;
        }
        if (told++ >= MOST_AT_ONCE) {
            untold++;
            return;
        }
        var by = after.isPresent() ? owner(path) : new Doer.SomebodyOnDisk("", OptionalLong.empty(), Optional.empty());
        events.publish(new BootEvent.Change(events.stamp(), by, METHOD, folder.relativize(path).toString(), before, after));
    }

    /** Whose file it is now. Asks for no name, as that may take long. */
    private static Doer.SomebodyOnDisk owner(Path path) {
        try {
            Map<String, Object> file = Files.readAttributes(path, "unix:uid,lastModifiedTime");
            long uid = Integer.toUnsignedLong((Integer) file.get("uid"));
            Instant modified = ((FileTime) file.get("lastModifiedTime")).toInstant();
            return new Doer.SomebodyOnDisk("uid " + uid, OptionalLong.of(uid), Optional.of(modified));
        } catch (IOException gone) {
            return new Doer.SomebodyOnDisk("", OptionalLong.empty(), Optional.empty());
        }
    }

    /** Everything that was found at once has been told. */
    void done() {
        if (untold > 0) {
            events.publish(new BootEvent.Change(events.stamp(), new Doer.SomebodyOnDisk("", OptionalLong.empty(), Optional.empty()), METHOD,
                    untold + " further files", Optional.empty(), Optional.empty()));
        }
        told = 0;
        untold = 0;
    }
}
