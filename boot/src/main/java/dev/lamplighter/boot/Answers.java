package dev.lamplighter.boot;

import dev.lamplighter.assets.FileSource;
import dev.lamplighter.assets.Located;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Profile;
import dev.lamplighter.model.Profile.NetBoot;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Responder;
import dev.lamplighter.render.gotemplate.GoTemplate;
import dev.lamplighter.render.gotemplate.TemplateException;
import dev.lamplighter.store.catalog.Catalog;
import dev.lamplighter.store.catalog.CatalogStore;
import dev.lamplighter.store.catalog.Selection;
import dev.lamplighter.store.catalog.Template;
import dev.lamplighter.store.catalog.TemplateKind;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What a client gets for what it asks, whichever door it came through. Never waits and never reads a file on the caller's thread: what needs
 * that is {@code Later}, and so is the rendering of a template, which may take its time.
 */
public final class Answers implements Responder<Ask, Body> {

    private static final String PLAIN = "text/plain; charset=utf-8";

    private final CatalogStore store;
    private final FileSource bootFiles;
    private final Optional<FileSource> assets;
    private final AnswerSettings settings;
    private final Kept<Parsed> templates;
    private final Kept<IgnitionDocument> ignitions;

    /** A template that was parsed, or why it could not be. */
    private sealed interface Parsed {
        record Ready(GoTemplate template) implements Parsed {}

        record Broken(TemplateException why) implements Parsed {}
    }

    public Answers(CatalogStore store, FileSource bootFiles, Optional<FileSource> assets, AnswerSettings settings) {
        this.store = store;
        this.bootFiles = bootFiles;
        this.assets = assets;
        this.settings = settings;
        this.templates = new Kept<>(settings.mostTemplates(), settings.mostTemplateOctets(), Answers::parse);
        this.ignitions = new Kept<>(settings.mostTemplates(), settings.mostTemplateOctets(),
                found -> IgnitionDocument.of(found, settings.compatMatchbox()));
    }

    @Override
    public Outcome<Body> answer(Ask asked, Arrival arrival) {
        return switch (asked.what()) {
            case Resource.BootScript() -> text(Scripts.BOOTSTRAP, Optional.of(PLAIN));
            case Resource.Document document -> store.currentIfReady()
                    .map(catalog -> document(document, asked, catalog))
                    .orElseGet(() -> new Outcome.Later<>(() -> finished(document(document, asked, store.current()))));
            case Resource.Asset(String path) -> assets.map(source -> find(source, path)).orElseGet(() -> new Outcome.Ignored<>(Misses.ASSETS_OFF));
            case Resource.BootFile(String name) -> find(bootFiles, name);
        };
    }

    private static Outcome<Body> find(FileSource source, String name) {
        return new Outcome.Later<>(() -> switch (source.find(name)) {
            case Located.OnDisk(Path path) -> new Outcome.Reply<>(new Body.OnDisk(path));
            case Located.Inside inside -> text(inside.content(), Optional.empty());
            case Located.Absent(Reason reason) -> new Outcome.Ignored<>(reason);
        });
    }

    private Outcome<Body> document(Resource.Document document, Ask asked, Catalog catalog) {
        return switch (catalog.match(asked.labels())) {
            case Selection.Unmatched none -> new Outcome.Ignored<>(Misses.noGroup(asked.labels(), none.nearest()));
            case Selection.Matched matched -> switch (document) {
                case METADATA -> metadata(matched, asked);
                case IPXE -> withProfile(catalog, matched, (match, profile) -> script(match, profile, Scripts::ipxe));
                case GRUB -> withProfile(catalog, matched, (match, profile) -> script(match, profile, Scripts::grub));
                case GENERIC -> withProfile(catalog, matched, (match, profile) -> generic(match, profile, asked));
                case IGNITION -> withProfile(catalog, matched, this::ignition);
            };
        };
    }

    private static Outcome<Body> withProfile(Catalog catalog, Selection.Matched matched,
            BiFunction<Selection.Matched, Profile, Outcome<Body>> answer) {
        return catalog.profile(matched.group().profile())
                .map(profile -> answer.apply(matched, profile))
                .orElseGet(() -> new Outcome.Ignored<>(Misses.noProfile(matched)));
    }

    /** Short ones at once; a long one is not made on the caller's thread. */
    private Outcome<Body> metadata(Selection.Matched matched, Ask asked) {
        long prompt = Math.min(settings.promptMetadataChars(), settings.mostMetadataChars());
        Optional<Bytes> lines = matched.group().metadata().size() > prompt ? Optional.empty()
                : MetadataText.of(TemplateData.of(matched.group(), asked), prompt);
        return lines.map(Answers::metadata).orElseGet(() -> new Outcome.Later<>(() ->
                MetadataText.of(TemplateData.of(matched.group(), asked), settings.mostMetadataChars())
                        .map(Answers::metadata)
                        .orElseGet(() -> new Outcome.Ignored<>(Misses.metadataTooLong(matched)))));
    }

    private static Outcome<Body> metadata(Bytes lines) {
        return text(lines, Optional.of("plain/text"));
    }

    private static Outcome<Body> script(Selection.Matched matched, Profile profile, Function<NetBoot, Bytes> script) {
        return profile.boot()
                .map(boot -> text(script.apply(boot), Optional.empty()))
                .orElseGet(() -> new Outcome.Ignored<>(Misses.noBoot(matched)));
    }

    private Outcome<Body> generic(Selection.Matched matched, Profile profile, Ask asked) {
        if (profile.genericId().isEmpty()) {
            return new Outcome.Ignored<>(Misses.noTemplate(matched, "generic_id"));
        }
        return new Outcome.Later<>(() -> switch (store.template(TemplateKind.GENERIC, profile.genericId())) {
            case Template.Missing(Reason reason) -> new Outcome.Ignored<>(reason);
            case Template.Found found -> render(matched, found, asked);
        });
    }

    private Outcome<Body> render(Selection.Matched matched, Template.Found found, Ask asked) {
        return switch (templates.of(found)) {
            case Parsed.Broken(TemplateException why) -> new Outcome.Ignored<>(Misses.template(matched, why));
            case Parsed.Ready(GoTemplate template) -> {
                try {
                    var rendered = template.renderBytes(TemplateData.of(matched.group(), asked), settings.rendering());
                    yield text(Bytes.owned(rendered), Optional.empty());
                } catch (TemplateException failed) {
                    yield new Outcome.Ignored<>(Misses.template(matched, failed));
                }
            }
        };
    }

    private static Parsed parse(Template.Found found) {
        try {
            return new Parsed.Ready(GoTemplate.parse(found.file(), found.content().toArray()));
        } catch (TemplateException broken) {
            return new Parsed.Broken(broken);
        }
    }

    private Outcome<Body> ignition(Selection.Matched matched, Profile profile) {
        String name = profile.ignitionId();
        if (name.isEmpty()) {
            return new Outcome.Ignored<>(Misses.noTemplate(matched, "ignition_id"));
        }
        if (!name.endsWith(".ign") && !name.endsWith(".ignition")) {
            return new Outcome.Ignored<>(Misses.butane(matched, profile));
        }
        return store.templateIfReady(TemplateKind.IGNITION, name)
                .flatMap(this::ifMade)
                .orElseGet(() -> new Outcome.Later<>(() -> switch (store.template(TemplateKind.IGNITION, name)) {
                    case Template.Missing(Reason reason) -> new Outcome.Ignored<>(reason);
                    case Template.Found found -> ignitions.of(found).outcome();
                }));
    }

    private Optional<Outcome<Body>> ifMade(Template template) {
        return switch (template) {
            case Template.Missing(Reason reason) -> Optional.of(new Outcome.Ignored<>(reason));
            case Template.Found found -> ignitions.ifMade(found).map(IgnitionDocument::outcome);
        };
    }

    private static Outcome<Body> text(Bytes bytes, Optional<String> mediaType) {
        return new Outcome.Reply<>(new Body.Text(bytes, mediaType));
    }

    /** Does what must wait, here and now; only for threads that may. */
    private static Outcome<Body> finished(Outcome<Body> outcome) throws Exception {
        var now = outcome;
        while (now instanceof Outcome.Later<Body> later) {
            now = later.work().call();
        }
        return now;
    }
}
