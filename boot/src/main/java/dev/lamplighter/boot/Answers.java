package dev.lamplighter.boot;

import dev.lamplighter.assets.BootFiles;
import dev.lamplighter.assets.FileSource;
import dev.lamplighter.assets.Located;
import dev.lamplighter.boot.machine.BootDone;
import dev.lamplighter.boot.machine.BootIntents;
import dev.lamplighter.boot.machine.DiskScripts;
import dev.lamplighter.boot.reads.ReadGuard;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Machine;
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
import java.util.function.Consumer;
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
    private final BootIntents intents;
    private final BootDone done;
    private final ReadGuard reads;
    private final TokensInScripts tokens;
    private final Progress progress;

    /** Machines boot as their files say, and scripts are as {@link ScriptSettings#defaults} says. */
    public Answers(CatalogStore store, FileSource bootFiles, Optional<FileSource> assets, AnswerSettings settings) {
        this(store, bootFiles, assets, settings, ScriptSettings.defaults());
    }

    /** Machines boot as their files say. */
    public Answers(CatalogStore store, FileSource bootFiles, Optional<FileSource> assets, AnswerSettings settings, ScriptSettings scripts) {
        this(store, bootFiles, assets, settings, scripts, BootIntents.ofFiles(), BootDone.byTokens(BootIntents.ofFiles()), ReadGuard.open());
    }

    /** {@code done} answers machines that tell that they have been installed; {@code reads} says who may read what configures one. */
    public Answers(CatalogStore store, FileSource bootFiles, Optional<FileSource> assets, AnswerSettings settings, ScriptSettings scripts, BootIntents intents,
            BootDone done, ReadGuard reads) {
        this.store = store;
        this.bootFiles = bootFiles;
        this.assets = assets;
        this.settings = settings;
        this.scripts = scripts;
        this.documents = new Documents(store, settings);
        this.ignitions = new Ignitions(store, documents, settings);
        this.intents = intents;
        this.done = done;
        this.reads = reads;
        this.tokens = new TokensInScripts(reads);
        this.progress = new Progress(intents);
    }

    @Override
    public Outcome<Body> answer(Ask asked, Arrival arrival) {
        return switch (asked.what()) {
            case Resource.BootScript() -> text(scripts.guided() ? GuidedScript.first(scripts.urls().base(arrival.via())) : Scripts.BOOTSTRAP, Optional.of(PLAIN));
            case Resource.Document document -> guided(asked, fromCatalog(catalog -> guarded(document, known(asked, catalog), arrival, catalog)));
            case Resource.Seed seed -> fromCatalog(catalog -> refused(asked, arrival, catalog)
                    .orElseGet(() -> seed(seed, known(asked, catalog), arrival, catalog)));
            case Resource.BootDone() -> fromCatalog(catalog -> told(done.answer(asked.labels(), catalog.machines(), arrival)));
            case Resource.Asset(String path) -> isAutoexec(path) && !settings.compatMatchbox() ? new Outcome.Later<>(() -> autoexecAmongAssets(path, arrival))
                    : asset(path, arrival);
            case Resource.BootFile(String name, boolean made) -> new Outcome.Later<>(() -> made ? bootFile(name, arrival) : finished(find(bootFiles, name)));
        };
    }

    private Outcome<Body> asset(String path, Arrival arrival) {
        return assets.map(source -> watched(find(source, path), path, arrival)).orElseGet(() -> new Outcome.Ignored<>(Misses.ASSETS_OFF));
    }

    /** A file of that name, or else what is made for whoever asks by that name. */
    private Outcome<Body> bootFile(String name, Arrival arrival) throws Exception {
        Outcome<Body> file = finished(find(bootFiles, name));
        return file instanceof Outcome.Ignored<Body>(Reason reason) && reason.code().equals(BootFiles.MISSING)
                ? made(LEADING_SLASHES.matcher(name.replace('\\', '/')).replaceFirst(""), arrival).orElse(file) : file;
    }

    private Optional<Outcome<Body>> made(String name, Arrival arrival) throws Exception {
        if (name.startsWith(ASSETS) && assets.isPresent()) {
            return Optional.of(finished(asset(name.substring(ASSETS.length()), arrival)));
        }
        if (name.equals("grub/grub.cfg")) {
            return Optional.of(text(TftpMenu.CONSTANT, Optional.empty()));
        }
        if (isAutoexec(name)) {
            return Optional.of(autoexec(arrival));
        }
        Optional<Mac> machine = TftpMenu.machine(name);
        return machine.isEmpty() ? Optional.empty() : Optional.of(finished(menu(machine.get(), arrival)));
    }

    private static boolean isAutoexec(String name) {
        return name.substring(name.lastIndexOf('/') + 1).equals("autoexec.ipxe");
    }

    private Outcome<Body> autoexec(Arrival arrival) {
        return text(Scripts.autoexec(scripts.urls().base(arrival.via())), Optional.of(PLAIN));
    }

    /** An iPXE that came by UEFI HTTP Boot asks for it beside itself. */
    private Outcome<Body> autoexecAmongAssets(String path, Arrival arrival) throws Exception {
        Outcome<Body> file = finished(asset(path, arrival));
        return file instanceof Outcome.Ignored<Body> ? autoexec(arrival) : file;
    }

    /** GRUB's menu by TFTP: the profile's own, or one that fetches kernel and initrds by TFTP as well. */
    private Outcome<Body> menu(Mac mac, Arrival arrival) {
        return fromCatalog(catalog -> {
            var asked = known(new Ask(Resource.Document.GRUB, Labels.of("mac", mac.toString()), ""), catalog);
            return scripted(asked, arrival, catalog, DiskScripts.GRUB, withProfile(catalog, asked, chosen -> chosen.profile().grubId().isEmpty()
                    ? script(chosen, boot -> TftpMenu.of(boot, mac, tokens.of(asked, arrival))) : documents.script(chosen, TemplateKind.GRUB, chosen.profile().grubId())));
        });
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

    private Ask known(Ask asked, Catalog catalog) {
        return catalog.machines().find(asked.labels()).map(machine -> asked.by(new KnownMachine(machine, () -> intents.token(machine)))).orElse(asked);
    }

    private Outcome<Body> guarded(Resource.Document document, Ask asked, Arrival arrival, Catalog catalog) {
        return switch (document) {
            case IPXE, GRUB -> tokens.in(forMachine(document, asked, arrival, catalog), asked, arrival);
            case IGNITION, CLOUD, GENERIC, METADATA -> refused(asked, arrival, catalog).orElseGet(() -> forMachine(document, asked, arrival, catalog));
        };
    }

    private Optional<Outcome<Body>> refused(Ask asked, Arrival arrival, Catalog catalog) {
        return reads.refusal(asked.labels(), catalog.machines(), arrival).map(Outcome.Ignored::new);
    }

    /** A machine that boots from its disk is told so by whatever script it asks for; its configs it may have, as it may be reading them. */
    private Outcome<Body> forMachine(Resource.Document document, Ask asked, Arrival arrival, Catalog catalog) {
        if (asked.machine().isEmpty()) {
            return document(document, asked, catalog);
        }
        Machine machine = asked.machine().get().machine();
        return switch (document) {
            case IPXE -> scripted(asked, arrival, catalog, DiskScripts.IPXE, document(document, asked, catalog));
            case GRUB -> scripted(asked, arrival, catalog, DiskScripts.GRUB, document(document, asked, catalog));
            case IGNITION -> when(document(document, asked, catalog), body -> progress.config(machine, "/ignition", arrival));
            case CLOUD -> when(document(document, asked, catalog), body -> progress.config(machine, "/cloud", arrival));
            case GENERIC -> when(document(document, asked, catalog), body -> progress.config(machine, "/generic", arrival));
            case METADATA -> document(document, asked, catalog);
        };
    }

    /** {@code script}, or {@code disk} where the machine boots from its disk. */
    private Outcome<Body> scripted(Ask asked, Arrival arrival, Catalog catalog, Bytes disk, Outcome<Body> script) {
        if (asked.machine().isEmpty()) {
            return script;
        }
        Machine machine = asked.machine().get().machine();
        return intents.bootsFromDisk(machine) ? text(disk, Optional.of(PLAIN))
                : withProfile(catalog, asked, chosen -> when(script, body -> progress.script(machine, chosen.profile(), arrival)));
    }

    private Outcome<Body> seed(Resource.Seed seed, Ask asked, Arrival arrival, Catalog catalog) {
        Outcome<Body> outcome = withProfile(catalog, asked, chosen -> documents.seed(chosen, seed));
        return asked.machine().isEmpty() || seed != Resource.Seed.USER_DATA ? outcome
                : when(outcome, body -> progress.config(asked.machine().get().machine(), "/nocloud/user-data", arrival));
    }

    private Outcome<Body> watched(Outcome<Body> outcome, String path, Arrival arrival) {
        return progress.awaitsFiles() ? when(outcome, body -> progress.asset(path, arrival)) : outcome;
    }

    /** The same outcome; {@code then} hears of the answer, where there is one. */
    private static Outcome<Body> when(Outcome<Body> outcome, Consumer<Body> then) {
        return switch (outcome) {
            case Outcome.Reply<Body>(Body body, _) -> {
                then.accept(body);
                yield outcome;
            }
            case Outcome.Ignored<Body> _ -> outcome;
            case Outcome.Later<Body> later -> new Outcome.Later<>(() -> when(later.work().call(), then));
        };
    }

    private static Outcome<Body> told(Outcome<String> outcome) {
        return switch (outcome) {
            case Outcome.Reply<String>(String line, _) -> text(Bytes.utf8(line), Optional.of(PLAIN));
            case Outcome.Ignored<String>(Reason reason) -> new Outcome.Ignored<>(reason);
            case Outcome.Later<String> later -> new Outcome.Later<>(() -> told(later.work().call()));
        };
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
        return switch (catalog.match(asked.selecting())) {
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
