package dev.lamplighter.boot;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.render.gotemplate.GoTemplate;
import dev.lamplighter.render.gotemplate.Limits;
import dev.lamplighter.render.gotemplate.TemplateException;
import dev.lamplighter.store.catalog.Template;
import java.util.Map;
import java.util.Optional;

/** Renders templates, and keeps them parsed until their files change. For any thread. */
final class Rendering {

    private final AnswerSettings settings;
    private final Kept<Parsed> templates;

    /** The time that a template has is meant for a processor of its own. */
    private final Turns turns = new Turns(Math.max(2, Runtime.getRuntime().availableProcessors()));

    /** A template that was parsed, or why it could not be. */
    private sealed interface Parsed {
        record Ready(GoTemplate template) implements Parsed {}

        record Broken(TemplateException why) implements Parsed {}
    }

    Rendering(AnswerSettings settings) {
        this.settings = settings;
        this.templates = new Kept<>(settings.mostTemplates(), settings.mostTemplateOctets(), this::parse);
    }

    /** The text, where the template is parsed and a thread that must not wait has the time for it. Failing is left to {@link #text}. */
    Optional<Bytes> promptly(Template.Found found, Map<String, Object> data) {
        return templates.ifMade(found).flatMap(parsed -> {
            try {
                return parsed instanceof Parsed.Ready(GoTemplate template) ? Optional.of(render(template, data, settings.promptRendering())) : Optional.empty();
            } catch (TemplateException failed) {
                return Optional.empty();
            }
        });
    }

    /** The text, or why there is none. May take its time. */
    Outcome<Bytes> text(Template.Found found, Chosen chosen, Map<String, Object> data) {
        return turns.take(1, () -> switch (templates.of(found)) {
            case Parsed.Broken(TemplateException why) -> new Outcome.Ignored<>(Misses.template(chosen.matched(), why));
            case Parsed.Ready(GoTemplate template) -> {
                try {
                    yield new Outcome.Reply<>(render(template, data, settings.rendering()));
                } catch (TemplateException failed) {
                    yield new Outcome.Ignored<>(Misses.template(chosen.matched(), failed));
                }
            }
        });
    }

    private static Bytes render(GoTemplate template, Map<String, Object> data, Limits limits) throws TemplateException {
        return Bytes.owned(template.renderBytes(data, limits));
    }

    private Parsed parse(Template.Found found) {
        try {
            return new Parsed.Ready(GoTemplate.parse(found.file(), found.content().toArray(), settings.functions()));
        } catch (TemplateException broken) {
            return new Parsed.Broken(broken);
        }
    }
}
