package dev.lamplighter.boot;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Reason;
import dev.lamplighter.store.catalog.CatalogStore;
import dev.lamplighter.store.catalog.Template;
import dev.lamplighter.store.catalog.TemplateKind;
import java.util.Optional;

/** Ignition configs: a file by the name of one is served as it is but for its version; any other is a template for Butane. */
final class Ignitions {

    private final CatalogStore store;
    private final Documents documents;
    private final Kept<IgnitionDocument> files;
    private final Translations translations;

    Ignitions(CatalogStore store, Documents documents, AnswerSettings settings) {
        this.store = store;
        this.documents = documents;
        this.files = new Kept<>(settings.mostTemplates(), settings.mostTemplateOctets(),
                found -> IgnitionDocument.ofFile(found.content(), settings.compatMatchbox()));
        this.translations = new Translations(settings.mostTranslations(), settings.mostTranslationOctets(),
                text -> IgnitionDocument.ofButane(text, settings.compatMatchbox()));
    }

    Outcome<Body> answer(Chosen chosen) {
        String name = chosen.profile().ignitionId();
        if (!name.endsWith(".ign") && !name.endsWith(".ignition")) {
            return documents.rendered(chosen, TemplateKind.IGNITION, name, chosen::data, this::translated);
        }
        return store.templateIfReady(TemplateKind.IGNITION, name)
                .flatMap(this::ifMade)
                .orElseGet(() -> new Outcome.Later<>(() -> switch (store.template(TemplateKind.IGNITION, name)) {
                    case Template.Missing(Reason reason) -> new Outcome.Ignored<>(reason);
                    case Template.Found found -> files.of(found).outcome(found.file());
                }));
    }

    private Optional<Outcome<Body>> ifMade(Template template) {
        return switch (template) {
            case Template.Missing(Reason reason) -> Optional.of(new Outcome.Ignored<>(reason));
            case Template.Found found -> files.ifMade(found).map(document -> document.outcome(found.file()));
        };
    }

    private Outcome<Body> translated(Template.Found found, Bytes text) {
        return translations.ifMade(text).map(document -> document.outcome(found.file()))
                .orElseGet(() -> new Outcome.Later<>(() -> translations.of(text).outcome(found.file())));
    }
}
