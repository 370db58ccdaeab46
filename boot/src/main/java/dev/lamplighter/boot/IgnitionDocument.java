package dev.lamplighter.boot;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Reason;
import dev.lamplighter.render.ignition.IgnitionConfig;
import dev.lamplighter.store.catalog.Template;
import java.util.Optional;

/** What an Ignition file comes to: the config that is served, or why there is none. For Matchbox there is always one, be it empty. */
record IgnitionDocument(Outcome<Body> outcome) {

    static IgnitionDocument of(Template.Found found, boolean compatMatchbox) {
        return new IgnitionDocument(switch (IgnitionConfig.read(found.content().toArray())) {
            case IgnitionConfig.Served served when compatMatchbox && served.isBeyondMatchbox() -> json(IgnitionConfig.matchboxEmpty());
            case IgnitionConfig.Served served -> json(served.json());
            case IgnitionConfig.Unreadable _ when compatMatchbox -> json(IgnitionConfig.matchboxEmpty());
            case IgnitionConfig.Unreadable broken -> new Outcome.Ignored<>(new Reason("ignition-invalid",
                    found.file() + ":" + broken.line() + ":" + broken.column() + ": " + broken.message()));
        });
    }

    private static Outcome<Body> json(byte[] config) {
        return new Outcome.Reply<>(new Body.Text(Bytes.owned(config), Optional.of("application/json")));
    }
}
