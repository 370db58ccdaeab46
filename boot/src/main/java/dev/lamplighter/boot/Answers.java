package dev.lamplighter.boot;

import dev.lamplighter.assets.BootFiles;
import dev.lamplighter.assets.FileSource;
import dev.lamplighter.assets.Located;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Profile.NetBoot;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Responder;
import dev.lamplighter.store.catalog.Catalog;
import dev.lamplighter.store.catalog.CatalogStore;
import dev.lamplighter.store.catalog.Selection;
import dev.lamplighter.store.catalog.TemplateKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a client gets for what it asks, whichever door it came through. Never waits and never reads a file on the caller's thread: what needs
 * that is {@code Later}, and so is a template that takes its time.
 */
public final class Answers implements Responder<Ask, Body> {

    private static final String ASSETS = "assets/";
    private static final Pattern LEADING_SLASHES = Pattern.compile("^/+");
    private static final String PLAIN = "text/plain; charset=utf-8";

    private final CatalogStore store;
    private final FileSource bootFiles;
    private final Optional<FileSource> assets;
    private final AnswerSettings settings;
    private final ScriptSettings scripts;
    private final Documents documents;
    private final Ignitions ignitions;

    /** Writes scripts as {@link ScriptSettings#defaults} says. */
    public Answers(CatalogStore store, FileSource bootFiles, Optional<FileSource> assets, AnswerSettings settings) {
        this(store, bootFiles, assets, settings, ScriptSettings.defaults());
    }

    public Answers(CatalogStore store, FileSource bootFiles, Optional<FileSource> assets, AnswerSettings settings, ScriptSettings scripts) {
        this.store = store;
        this.bootFiles = bootFiles;
        this.assets = assets;
        this.settings = settings;
        this.scripts = scripts;
        this.documents = new Documents(store, settings);
        this.ignitions = new Ignitions(store, documents, settings);
    }

    @Override
    public Outcome<Body> answer(Ask asked, Arrival arrival) {
        return switch (asked.what()) {
            case Resource.BootScript() -> text(scripts.guided() ? GuidedScript.first(scripts.urls().base(arrival.via())) : Scripts.BOOTSTRAP, Optional.of(PLAIN));
            case Resource.Document document -> guided(asked, fromCatalog(catalog -> document(document, asked, catalog)));
            case Resource.Seed seed -> fromCatalog(catalog -> withProfile(catalog, asked, chosen -> documents.seed(chosen, seed)));
            case Resource.Asset(String path) -> isAutoexec(path) && !settings.compatMatchbox() ? new Outcome.Later<>(() -> autoexecAmongAssets(path, arrival)) : asset(path);
            case Resource.BootFile(String name, boolean made) -> new Outcome.Later<>(() -> made ? bootFile(name, arrival) : finished(find(bootFiles, name)));
        };
    }

    private Outcome<Body> asset(String path) {
        return assets.map(source -> find(source, path)).orElseGet(() -> new Outcome.Ignored<>(Misses.ASSETS_OFF));
    }

    /** A file of that name, or else what is made for whoever asks by that name. */
    private Outcome<Body> bootFile(String name, Arrival arrival) throws Exception {
        Outcome<Body> file = finished(find(bootFiles, name));
        return file instanceof Outcome.Ignored<Body>(Reason reason) && reason.code().equals(BootFiles.MISSING)
                ? made(LEADING_SLASHES.matcher(name.replace('\\', '/')).replaceFirst(""), arrival).orElse(file) : file;
    }

    private Optional<Outcome<Body>> made(String name, Arrival arrival) throws Exception {
        if (name.startsWith(ASSETS) && assets.isPresent()) {
            return Optional.of(finished(asset(name.substring(ASSETS.length()))));
        }
        if (name.equals("grub/grub.cfg")) {
            return Optional.of(text(TftpMenu.CONSTANT, Optional.empty()));
        }
        if (isAutoexec(name)) {
            return Optional.of(autoexec(arrival));
        }
        Optional<Mac> machine = TftpMenu.machine(name);
        return machine.isEmpty() ? Optional.empty() : Optional.of(finished(menu(machine.get())));
    }

    private static boolean isAutoexec(String name) {
        return name.substring(name.lastIndexOf('/') + 1).equals("autoexec.ipxe");
    }

    private Outcome<Body> autoexec(Arrival arrival) {
        return text(Scripts.autoexec(scripts.urls().base(arrival.via())), Optional.of(PLAIN));
    }

    /** An iPXE that came by UEFI HTTP Boot asks for it beside itself. */
    private Outcome<Body> autoexecAmongAssets(String path, Arrival arrival) throws Exception {
        Outcome<Body> file = finished(asset(path));
        return file instanceof Outcome.Ignored<Body> ? autoexec(arrival) : file;
    }

    /** GRUB's menu by TFTP: the profile's own, or one that fetches kernel and initrds by TFTP as well. */
    private Outcome<Body> menu(Mac mac) {
        var asked = new Ask(Resource.Document.GRUB, Labels.of("mac", mac.toString()), "");
        return fromCatalog(catalog -> withProfile(catalog, asked, chosen -> chosen.profile().grubId().isEmpty() ? script(chosen, boot -> TftpMenu.of(boot, mac))
                : documents.script(chosen, TemplateKind.GRUB, chosen.profile().grubId())));
    }

    /** A guided machine is told on its screen why there is nothing for it. */
    private Outcome<Body> guided(Ask asked, Outcome<Body> outcome) {
        if (!scripts.guided() || asked.what() != Resource.Document.IPXE || asked.labels().get(GuidedScript.LABEL).isEmpty()) {
            return outcome;
        }
        return switch (outcome) {
            case Outcome.Reply<Body> reply -> reply;
            case Outcome.Ignored<Body>(Reason reason) -> text(GuidedScript.why(reason), Optional.of(PLAIN));
            case Outcome.Later<Body> later -> new Outcome.Later<>(() -> guided(asked, later.work().call()));
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
            case IPXE -> withProfile(catalog, asked, chosen -> chosen.profile().ipxeId().isEmpty() ? script(chosen, boot -> ipxe(boot, asked))
                    : documents.script(chosen, TemplateKind.IPXE, chosen.profile().ipxeId()));
            case GRUB -> withProfile(catalog, asked, chosen -> chosen.profile().grubId().isEmpty() ? script(chosen, Scripts::grub)
                    : documents.script(chosen, TemplateKind.GRUB, chosen.profile().grubId()));
            case GENERIC -> withProfile(catalog, asked, documents::generic);
            case CLOUD -> withProfile(catalog, asked, documents::cloud);
            case IGNITION -> withProfile(catalog, asked, ignitions::answer);
        };
    }

    private Bytes ipxe(NetBoot boot, Ask asked) {
        boolean complete = scripts.initrdArgument() && !settings.compatMatchbox();
        return Scripts.ipxe(boot, complete ? InitrdArguments.missing(boot, asked.labels()) : List.of());
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
