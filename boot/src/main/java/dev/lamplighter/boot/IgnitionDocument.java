package dev.lamplighter.boot;

import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Reason;
import dev.lamplighter.store.catalog.Template;

/** What an Ignition file comes to: the config that is served, or why there is none. */
record IgnitionDocument(Outcome<Body> outcome) {

    static IgnitionDocument of(Template.Found found) {
        return new IgnitionDocument(new Outcome.Ignored<>(new Reason("ignition-unsupported",
                found.file() + " is there, but this version does not serve Ignition yet")));
    }
}
