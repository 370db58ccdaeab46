package dev.lamplighter.console.service;

import dev.lamplighter.console.service.Page.Document;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What the admin door answers: the page, and what it and commands ask and change below {@code /api/v1}. May wait for a disk. */
public final class Pages {

    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int UNAUTHORIZED = 401;
    private static final int BAD = 400;
    private static final int MOST = 10_000;
    private static final int MOST_FOR_VISITORS = 1000;
    private static final int USUAL = 100;
    private static final String API = "/api/v1/";
    private static final String MACHINE = "machines/";

    private final BootPages boots;
    private final MachinePages machines;
    private final CatalogPages catalog;
    private final LeasePages leases;
    private final StatePages state;
    private final DeedPages deeds;
    private final Explainer explainer;
    private final Health health;
    private final PageFiles files = new PageFiles("index.html", "console.css", "icon.svg", "console.js", "dom.js", "server.js", "words.js", "boots.js", "machines.js",
            "catalog.js", "state.js");

    public Pages(LiveBoots live, PastBoots past, Machines machines, LastBoots last, StatePages state, Deeds deeds, Explainer explainer) {
        this.boots = new BootPages(live, past);
        this.machines = new MachinePages(machines, last);
        this.catalog = new CatalogPages(machines);
        this.leases = new LeasePages(machines);
        this.state = state;
        this.deeds = new DeedPages(deeds);
        this.explainer = explainer;
        this.health = new Health(state.facts()::unready);
    }

    public Page answer(Question question, Caller by) {
        if (question.method().equals("POST")) {
            return by.trusted() ? deeds.answer(question, by) : Document.plain(UNAUTHORIZED, Access.needed());
        }
        if (!question.reads()) {
            return Document.plain(NOT_ALLOWED, "only GET, HEAD and POST");
        }
        return switch (question.path()) {
            case Health.ALIVE -> health.alive();
            case Health.READY -> health.ready();
            case String path when path.startsWith(API) -> api(path.substring(API.length()), question, by);
            case String path -> files.find(path).orElseGet(() -> Document.plain(NOT_FOUND, "no such page"));
        };
    }

    private Page api(String path, Question question, Caller by) {
        String limit = question.query().getOrDefault("limit", Integer.toString(path.equals("boots") ? USUAL : MOST));
        if (!limit.matches("[1-9][0-9]{0,8}")) {
            return Document.plain(BAD, "limit is a whole number from 1 on");
        }
        int most = Math.min(Integer.parseInt(limit), path.equals("boots") && !by.trusted() ? MOST_FOR_VISITORS : MOST);
        String search = question.value("search").strip().toLowerCase(Locale.ROOT);
        return switch (path) {
            case "walk" -> by.trusted() ? walk(question) : Document.plain(UNAUTHORIZED, Access.needed());
            case "boots" -> boots.list(names(question), most);
            case "boots/stream" -> new Page.Stream(names(question), false);
            case "stream" -> new Page.Stream(names(question), true);
            case "machines" -> machines.list(search, most);
            case "groups" -> catalog.groups(search, most);
            case "profiles" -> catalog.profiles(search, most);
            case "leases" -> leases.list(most);
            case "health" -> state.health();
            case "trouble" -> state.troubles();
            case String one when one.startsWith(MACHINE) -> machines.one(one.substring(MACHINE.length()));
            case String _ -> Document.plain(NOT_FOUND, "no such page");
        };
    }

    private Document walk(Question question) {
        try {
            return Document.json(explainer.explain(question.query()) + "\n");
        } catch (Explainer.Misasked wrong) {
            return Document.plain(BAD, wrong.getMessage());
        }
    }

    /** By which names the machine that is asked for boots: what was written, or the hardware addresses of the declared machine of that name; none for all machines. */
    private Set<String> names(Question question) {
        String written = question.value("machine").strip();
        return written.isEmpty() ? Set.of() : machines.declared(written).map(machine -> machine.macs().stream().map(Object::toString).collect(Collectors.toUnmodifiableSet()))
                .filter(macs -> !macs.isEmpty()).orElseGet(() -> Set.of(BootNames.asked(written)));
    }
}
