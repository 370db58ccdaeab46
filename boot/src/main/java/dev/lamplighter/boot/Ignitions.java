package dev.lamplighter.boot;

import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Reason;
import dev.lamplighter.store.catalog.CatalogStore;
import dev.lamplighter.store.catalog.Template;
import dev.lamplighter.store.catalog.TemplateKind;
import java.util.Optional;

/** Ignition configs: a file by the name of one is served as it is but for its version; any other is a template for Butane. */
final class Ignitions {

    private final CatalogStore store;
    private final Kept<IgnitionDocument> files;

    Ignitions(CatalogStore store, AnswerSettings settings) {
        this.store = store;
        this.files = new Kept<>(settings.mostTemplates(), settings.mostTemplateOctets(), found -> IgnitionDocument.of(found, settings.compatMatchbox()));
    }

    Outcome<Body> answer(Chosen chosen) {
        String name = chosen.profile().ignitionId();
        if (name.isEmpty()) {
            return new Outcome.Ignored<>(Misses.noTemplate(chosen.matched(), "ignition_id"));
        }
        if (!name.endsWith(".ign") && !name.endsWith(".ignition")) {
            return new Outcome.Ignored<>(Misses.butane(chosen.matched(), chosen.profile()));
        }
        return store.templateIfReady(TemplateKind.IGNITION, name)
                .flatMap(this::ifMade)
                .orElseGet(() -> new Outcome.Later<>(() -> switch (store.template(TemplateKind.IGNITION, name)) {
                    case Template.Missing(Reason reason) -> new Outcome.Ignored<>(reason);
                    case Template.Found found -> files.of(found).outcome();
                }));
    }

    private Optional<Outcome<Body>> ifMade(Template template) {
        return switch (template) {
            case Template.Missing(Reason reason) -> Optional.of(new Outcome.Ignored<>(reason));
            case Template.Found found -> files.ifMade(found).map(IgnitionDocument::outcome);
        };
    }
}
