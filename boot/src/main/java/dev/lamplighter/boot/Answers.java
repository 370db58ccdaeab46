package dev.lamplighter.boot;

import dev.lamplighter.assets.FileSource;
import dev.lamplighter.assets.Located;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Profile.NetBoot;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Responder;
import dev.lamplighter.store.catalog.Catalog;
import dev.lamplighter.store.catalog.CatalogStore;
import dev.lamplighter.store.catalog.Selection;
import dev.lamplighter.store.catalog.TemplateKind;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a client gets for what it asks, whichever door it came through. Never waits and never reads a file on the caller's thread: what needs
 * that is {@code Later}, and so is a template that takes its time.
 */
public final class Answers implements Responder<Ask, Body> {

    private static final String PLAIN = "text/plain; charset=utf-8";

    private final CatalogStore store;
    private final FileSource bootFiles;
    private final Optional<FileSource> assets;
    private final AnswerSettings settings;
    private final Documents documents;
    private final Ignitions ignitions;

    public Answers(CatalogStore store, FileSource bootFiles, Optional<FileSource> assets, AnswerSettings settings) {
        this.store = store;
        this.bootFiles = bootFiles;
        this.assets = assets;
        this.settings = settings;
        this.documents = new Documents(store, settings);
        this.ignitions = new Ignitions(store, documents, settings);
    }

    @Override
    public Outcome<Body> answer(Ask asked, Arrival arrival) {
        return switch (asked.what()) {
            case Resource.BootScript() -> text(Scripts.BOOTSTRAP, Optional.of(PLAIN));
            case Resource.Document document -> fromCatalog(catalog -> document(document, asked, catalog));
            case Resource.Seed seed -> fromCatalog(catalog -> withProfile(catalog, asked, chosen -> documents.seed(chosen, seed)));
            case Resource.Asset(String path) -> assets.map(source -> find(source, path)).orElseGet(() -> new Outcome.Ignored<>(Misses.ASSETS_OFF));
            case Resource.BootFile(String name) -> find(bootFiles, name);
        };
    }

    private Outcome<Body> fromCatalog(Function<Catalog, Outcome<Body>> answer) {
        return store.currentIfReady().map(answer).orElseGet(() -> new Outcome.Later<>(() -> finished(answer.apply(store.current()))));
    }

    private static Outcome<Body> find(FileSource source, String name) {
        return new Outcome.Later<>(() -> switch (source.find(name)) {
            case Located.OnDisk(Path path) -> new Outcome.Reply<>(new Body.OnDisk(path));
            case Located.Inside inside -> text(inside.content(), Optional.empty());
            case Located.Absent(Reason reason) -> new Outcome.Ignored<>(reason);
        });
    }

    private Outcome<Body> document(Resource.Document document, Ask asked, Catalog catalog) {
        return switch (document) {
            case METADATA -> withGroup(catalog, asked, matched -> metadata(matched, asked));
            case IPXE -> withProfile(catalog, asked, chosen -> chosen.profile().ipxeId().isEmpty() ? script(chosen, Scripts::ipxe)
                    : documents.script(chosen, TemplateKind.IPXE, chosen.profile().ipxeId()));
            case GRUB -> withProfile(catalog, asked, chosen -> chosen.profile().grubId().isEmpty() ? script(chosen, Scripts::grub)
                    : documents.script(chosen, TemplateKind.GRUB, chosen.profile().grubId()));
            case GENERIC -> withProfile(catalog, asked, documents::generic);
            case CLOUD -> withProfile(catalog, asked, documents::cloud);
            case IGNITION -> withProfile(catalog, asked, ignitions::answer);
        };
    }

    private static Outcome<Body> withGroup(Catalog catalog, Ask asked, Function<Selection.Matched, Outcome<Body>> answer) {
        return switch (catalog.match(asked.labels())) {
            case Selection.Unmatched none -> new Outcome.Ignored<>(Misses.noGroup(asked, none.nearest()));
            case Selection.Matched matched -> answer.apply(matched);
        };
    }

    private static Outcome<Body> withProfile(Catalog catalog, Ask asked, Function<Chosen, Outcome<Body>> answer) {
        return withGroup(catalog, asked, matched -> catalog.profile(matched.group().profile())
                .map(profile -> answer.apply(new Chosen(matched, profile, asked)))
                .orElseGet(() -> new Outcome.Ignored<>(Misses.noProfile(matched))));
    }

    /** Short ones at once; a long one is not made on the caller's thread. */
    private Outcome<Body> metadata(Selection.Matched matched, Ask asked) {
        long prompt = Math.min(settings.promptMetadataChars(), settings.mostMetadataChars());
        Optional<Bytes> lines = matched.group().metadata().size() > prompt ? Optional.empty()
                : MetadataText.of(asked.dataFor(matched.group()), prompt);
        return lines.map(Answers::metadata).orElseGet(() -> new Outcome.Later<>(() ->
                MetadataText.of(asked.dataFor(matched.group()), settings.mostMetadataChars())
                        .map(Answers::metadata)
                        .orElseGet(() -> new Outcome.Ignored<>(Misses.metadataTooLong(matched)))));
    }

    private static Outcome<Body> metadata(Bytes lines) {
        return text(lines, Optional.of("plain/text"));
    }

    private static Outcome<Body> script(Chosen chosen, Function<NetBoot, Bytes> script) {
        return chosen.profile().boot()
                .map(boot -> text(script.apply(boot), Optional.empty()))
                .orElseGet(() -> new Outcome.Ignored<>(Misses.noBoot(chosen.matched())));
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
