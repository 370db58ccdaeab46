package dev.lamplighter.http.service;

import dev.lamplighter.boot.Ask;
import dev.lamplighter.boot.Body;
import dev.lamplighter.boot.Resource;
import dev.lamplighter.http.HttpSettings;
import dev.lamplighter.http.packet.CleanPath;
import dev.lamplighter.http.packet.MediaTypes;
import dev.lamplighter.http.packet.Percent;
import dev.lamplighter.http.packet.Sniffing;
import dev.lamplighter.http.packet.Target;
import dev.lamplighter.http.service.AssetFiles.AssetName;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Decoded;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Responder;
import dev.lamplighter.signing.Signer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Matchbox's pages: finds what a request is about, asks for it, and shapes what comes back. Every request gets an answer, never silence. */
public final class Site implements Responder<Question, Answer> {

    /** From here on the length of a document that is made for a machine is not announced. */
    private static final int ANNOUNCED = 2048;

    private static final Answer HOME = Answer.document(MediaTypes.TEXT, Bytes.utf8("matchbox\n"));
    private static final Reason ASSETS_OFF = new Reason("assets-off", "assets are not served; set the assets path to turn them on");
    private static final Reason UNSIGNED = new Reason("no-signatures", "nothing is signed; name a key ring to sign with (-key-ring-path)");
    private static final Reason UNKNOWN = new Reason("no-such-page", "nothing is served under this path");

    private final HttpSettings settings;
    private final Responder<Ask, Body> boot;
    private final Function<String, Labels> labelsOf;
    private final Representation representation;
    private final AssetFiles files;

    /** {@code labelsOf} reads a raw query; {@code boundary} makes a fresh separator for answers of several parts. */
    public Site(HttpSettings settings, Responder<Ask, Body> boot, Function<String, Labels> labelsOf, Supplier<String> boundary) {
        this.settings = settings;
        this.boot = boot;
        this.labelsOf = labelsOf;
        this.representation = new Representation(settings.limits().ranges(), boundary);
        this.files = new AssetFiles(representation, new Listing(settings.limits().listed()));
    }

    @Override
    public Outcome<Answer> answer(Question asked, Arrival arrival) {
        if (asked.hosts() > 1 || (asked.modern() && asked.hosts() == 0)) {
            return now(Answer.badRequest(new Reason("bad-host", asked.hosts() + " Host headers where there must be one")));
        }
        return switch (Target.parse(asked.method(), asked.target())) {
            case Decoded.Malformed<Target>(Reason reason) -> now(Answer.badRequest(reason));
            case Decoded.Message<Target>(Target target) -> switch (target) {
                case Target.Server() when asked.method().equals("OPTIONS") -> now(Answer.of(200, List.of(), Content.NONE));
                case Target.Server() -> now(Answer.badRequest(new Reason("bad-target", "the target * is for OPTIONS only")));
                case Target.Elsewhere() -> now(Answer.notFound(new Reason("no-proxy", "this server connects to no other")));
                case Target.Page page -> page(asked, page, arrival);
            };
        };
    }

    private Outcome<Answer> page(Question asked, Target.Page page, Arrival arrival) {
        String clean = CleanPath.of(page.escaped());
        Route route = Route.of(clean);
        if (route instanceof Route.AssetsWithoutSlash && settings.assets()) {
            return now(Answer.redirect(asked.method(), location(clean + "/", page)));
        }
        boolean inPlace = !settings.compatMatchbox() && route instanceof Route.Asset && page.escaped().startsWith("/" + Route.ASSETS + "/");
        if (!clean.equals(page.escaped()) && !inPlace) {
            return now(Answer.redirect(asked.method(), location(clean, page)));
        }
        return switch (route) {
            case Route.Home() -> now(HOME);
            case Route.Boot(Resource what, String labels) -> boot(asked, page, what, labels, arrival);
            case Route.Asset(String path) when settings.assets() -> asset(asked, new AssetName(path, page.query()), arrival);
            case Route.Signature(Resource of, Signer.Form form) when settings.signer().isPresent() ->
                signed(boot(Question.get(asked.target()), page, of, "", arrival), settings.signer().get(), form);
            case Route.Signature _ -> now(Answer.notFound(UNSIGNED));
            case Route.Asset _, Route.AssetsWithoutSlash _ -> now(Answer.notFound(ASSETS_OFF));
            case Route.Nowhere _ -> now(Answer.notFound(UNKNOWN));
        };
    }

    /** The signature over the body that is answered without it, be that a document or an error; always worked out where waiting is allowed. */
    private static Outcome<Answer> signed(Outcome<Answer> plain, Signer signer, Signer.Form form) {
        return new Outcome.Later<>(() -> switch (plain) {
            case Outcome.Reply<Answer>(Answer answer, _) -> now(answer.signed(bytes -> signer.sign(bytes, form)));
            case Outcome.Ignored<Answer> ignored -> ignored;
            case Outcome.Later<Answer> later -> signed(later.work().call(), signer, form);
        });
    }

    private static String location(String path, Target.Page page) {
        return page.query().isEmpty() ? path : path + "?" + Percent.ascii(page.query());
    }

    private Outcome<Answer> boot(Question asked, Target.Page page, Resource what, String inPath, Arrival arrival) {
        Labels labels = labelsOf.apply(inPath.isEmpty() ? page.query() : inPath + "&" + page.query());
        Outcome<Body> outcome = boot.answer(new Ask(what, labels, page.query()), arrival);
        Optional<String> config = Configs.name(what);
        Outcome<Answer> answer = shaped(outcome, labels, body -> switch (body) {
            case Body.Text text -> {
                Answer document = document(asked, what, text);
                yield now(config.map(name -> document.reading(Configs.read(name, text))).orElse(document));
            }
            case Body.OnDisk(Path file) -> new Outcome.Later<>(() -> now(files.answer(asked, file, new AssetName("file", ""), Optional.empty())));
        });
        return config.map(name -> Configs.refused(answer, name)).orElse(answer);
    }

    private Answer document(Question asked, Resource what, Body.Text text) {
        return switch (what) {
            case Resource.Document.GENERIC, Resource.Document.CLOUD -> representation.answer(asked, new Entity.InMemory(text.bytes(), mediaType(text)));
            case Resource.Document.IGNITION -> made(text.mediaType().orElse("application/json"), text.bytes());
            case Resource.Document.METADATA -> made(text.mediaType().orElse("plain/text"), text.bytes());
            case Resource.Document.IPXE, Resource.Document.GRUB -> made(mediaType(text), text.bytes());
            case Resource.BootScript _, Resource.BootDone _, Resource.Seed _, Resource.Asset _, Resource.BootFile _ -> made(mediaType(text), text.bytes());
        };
    }

    private Outcome<Answer> asset(Question asked, AssetName name, Arrival arrival) {
        if (name.isIndex()) {
            return now(Answer.moved("./" + name.suffix()));
        }
        Labels labels = name.query().isEmpty() ? Labels.NONE : labelsOf.apply(name.query());
        Outcome<Body> outcome = boot.answer(ask(name, labels), arrival);
        return shaped(outcome, labels, body -> switch (body) {
            case Body.Text text when name.isFolder() -> now(Answer.moved(name.asFile()));
            case Body.Text text -> now(representation.answer(asked, new Entity.InMemory(text.bytes(),
                    MediaTypes.ofName(name.path()).orElseGet(() -> mediaType(text)))));
            case Body.OnDisk(Path file) when name.isFolder() -> withIndex(boot.answer(ask(name.index(), labels), arrival),
                    index -> now(files.answer(asked, file, name, index)));
            case Body.OnDisk(Path file) -> new Outcome.Later<>(() -> now(files.answer(asked, file, name, Optional.empty())));
        });
    }

    private static Ask ask(AssetName name, Labels labels) {
        return new Ask(new Resource.Asset(name.file()), labels, name.query());
    }

    /** Waits for the page of a folder, which is asked for as any other asset is, so that the same rules about links hold. */
    private static Outcome<Answer> withIndex(Outcome<Body> page, Function<Optional<Path>, Outcome<Answer>> answer) {
        return new Outcome.Later<>(() -> switch (page) {
            case Outcome.Reply<Body>(Body.OnDisk(Path index), _) -> answer.apply(Optional.of(index));
            case Outcome.Reply<Body>(Body.Text _, _) -> answer.apply(Optional.empty());
            case Outcome.Ignored<Body> _ -> answer.apply(Optional.empty());
            case Outcome.Later<Body> later -> withIndex(later.work().call(), answer);
        });
    }

    private static Outcome<Answer> shaped(Outcome<Body> outcome, Labels labels, Function<Body, Outcome<Answer>> shape) {
        return switch (outcome) {
            case Outcome.Reply<Body>(Body body, _) -> forMachine(shape.apply(body), labels);
            case Outcome.Ignored<Body>(Reason reason) -> now(Answer.notFound(reason).forMachine(labels));
            case Outcome.Later<Body> later -> new Outcome.Later<>(() -> shaped(later.work().call(), labels, shape));
        };
    }

    private static Outcome<Answer> forMachine(Outcome<Answer> outcome, Labels labels) {
        return switch (outcome) {
            case Outcome.Reply<Answer>(Answer answer, _) -> now(answer.forMachine(labels));
            case Outcome.Ignored<Answer> ignored -> ignored;
            case Outcome.Later<Answer> later -> new Outcome.Later<>(() -> forMachine(later.work().call(), labels));
        };
    }

    private static String mediaType(Body.Text text) {
        return text.mediaType().orElseGet(() -> Sniffing.mediaType(text.bytes()));
    }

    private static Answer made(String mediaType, Bytes bytes) {
        return Answer.of(200, List.of(new Field("Content-Type", mediaType)), streamed(bytes));
    }

    static Content streamed(Bytes bytes) {
        return new Content.Octets(bytes, bytes.length() <= ANNOUNCED);
    }

    private static Outcome<Answer> now(Answer answer) {
        return new Outcome.Reply<>(answer);
    }
}
