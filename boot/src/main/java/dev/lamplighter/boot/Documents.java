package dev.lamplighter.boot;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Reason;
import dev.lamplighter.render.json.JsonText;
import dev.lamplighter.store.catalog.CatalogStore;
import dev.lamplighter.store.catalog.Stored;
import dev.lamplighter.store.catalog.Template;
import dev.lamplighter.store.catalog.TemplateKind;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Documents that are rendered from templates: each at once where that takes no time, else {@code Later}. */
final class Documents {

    /** More metadata than this is not copied on the caller's thread. */
    private static final int PROMPT_METADATA = 1000;

    private final CatalogStore store;
    private final Rendering rendering;

    Documents(CatalogStore store, AnswerSettings settings) {
        this.store = store;
        this.rendering = new Rendering(settings);
    }

    Outcome<Body> generic(Chosen chosen) {
        return rendered(chosen, TemplateKind.GENERIC, chosen.profile().genericId(), chosen::data, Documents::asItIs);
    }

    /** A profile's own script for iPXE or GRUB. */
    Outcome<Body> script(Chosen chosen, TemplateKind kind, String name) {
        return rendered(chosen, kind, name, chosen::dataWithBoot, Documents::asItIs);
    }

    Outcome<Body> cloud(Chosen chosen) {
        return rendered(chosen, TemplateKind.CLOUD, chosen.profile().cloudId(), chosen::data, (found, text) -> new Outcome.Later<>(() ->
                CloudConfig.mistake(text, found.file()).<Outcome<Body>>map(Outcome.Ignored::new).orElseGet(() -> asItIs(found, text))));
    }

    /** cloud-init asks several times for what it is told is not there, so a file that nobody wrote is there, with nothing to say. */
    Outcome<Body> seed(Chosen chosen, Resource.Seed seed) {
        if (seed == Resource.Seed.USER_DATA || chosen.profile().genericId().isEmpty()) {
            return generic(chosen);
        }
        String name = chosen.profile().genericId() + "." + seed.file();
        return new Outcome.Later<>(() -> switch (store.template(TemplateKind.GENERIC, name)) {
            case Template.Found found -> text(chosen, found, chosen.data(), Documents::asItIs);
            case Template.Missing(Reason reason) -> switch (store.content(TemplateKind.GENERIC, name)) {
                case Stored.Missing<Bytes> _ -> plain(seed == Resource.Seed.META_DATA ? instance(chosen) : Bytes.EMPTY);
                case Stored.Broken<Bytes> _, Stored.Found<Bytes> _ -> new Outcome.Ignored<>(reason);
            };
        });
    }

    /** Tells one machine from the other, by the first of these labels that it sent. */
    private static Bytes instance(Chosen chosen) {
        return Stream.of("uuid", "mac", "serial").flatMap(label -> chosen.asked().labels().get(label).filter(value -> !value.isEmpty()).stream()).findFirst()
                .map(id -> {
                    var line = new StringBuilder("instance-id: ");
                    JsonText.append(line, id);
                    return Bytes.utf8(line.append('\n').toString());
                }).orElse(Bytes.EMPTY);
    }

    /** Renders the template that the profile names, and gives what comes of it to {@code shape}, which must not wait. */
    Outcome<Body> rendered(Chosen chosen, TemplateKind kind, String name, Supplier<Map<String, Object>> data,
            BiFunction<Template.Found, Bytes, Outcome<Body>> shape) {
        if (name.isEmpty()) {
            return new Outcome.Ignored<>(Misses.noTemplate(chosen.matched(), kind.folder() + "_id"));
        }
        return promptly(chosen, kind, name, data, shape).orElseGet(() -> new Outcome.Later<>(() -> switch (store.template(kind, name)) {
            case Template.Missing(Reason reason) -> new Outcome.Ignored<>(reason);
            case Template.Found found -> text(chosen, found, data.get(), shape);
        }));
    }

    private Optional<Outcome<Body>> promptly(Chosen chosen, TemplateKind kind, String name, Supplier<Map<String, Object>> data,
            BiFunction<Template.Found, Bytes, Outcome<Body>> shape) {
        if (chosen.group().metadata().size() > PROMPT_METADATA) {
            return Optional.empty();
        }
        return store.templateIfReady(kind, name).flatMap(template -> switch (template) {
            case Template.Missing(Reason reason) -> Optional.of(new Outcome.Ignored<>(reason));
            case Template.Found found -> rendering.promptly(found, data.get()).map(text -> shape.apply(found, text));
        });
    }

    private Outcome<Body> text(Chosen chosen, Template.Found found, Map<String, Object> data, BiFunction<Template.Found, Bytes, Outcome<Body>> shape) {
        return switch (rendering.text(found, chosen, data)) {
            case Outcome.Reply<Bytes>(Bytes text, _) -> shape.apply(found, text);
            case Outcome.Ignored<Bytes>(Reason reason) -> new Outcome.Ignored<>(reason);
            case Outcome.Later<Bytes> later -> throw new IllegalStateException("rendering waits for nothing, but " + later);
        };
    }

    private static Outcome<Body> asItIs(Template.Found found, Bytes text) {
        return plain(text);
    }

    private static Outcome<Body> plain(Bytes text) {
        return new Outcome.Reply<>(new Body.Text(text, Optional.empty()));
    }
}
