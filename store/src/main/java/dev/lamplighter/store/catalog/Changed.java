package dev.lamplighter.store.catalog;

import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Doer;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.model.event.Version;
import java.util.Optional;

/**
 * What one change did, for the audit: the file below the data folder ({@code groups/node1.json}) and what it said before and after, empty
 * where there was or is none. Objects are told as one line of JSON, templates and whatever is long by size and SHA-256.
 */
public record Changed(String file, Optional<Version> before, Optional<Version> after) {

    /** The event of it. {@code method} is how it was done. */
    public BootEvent.Change event(Events events, Doer by, String method) {
        return new BootEvent.Change(events.stamp(), by, method, file, before, after);
    }
}
