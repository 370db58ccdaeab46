package dev.lamplighter.cli.inspect;

import dev.lamplighter.boot.Body;
import dev.lamplighter.boot.Resource;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Reason;
import dev.lamplighter.render.gotemplate.FunctionSet;
import dev.lamplighter.store.catalog.Catalog;
import dev.lamplighter.store.catalog.CatalogStore;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes every document of every group with its profile, as the server would for a machine that the group takes. */
final class Renderings {

    /** What other rules say already of a document, or what is no mistake: the profile does not have it. */
    private static final Set<String> EXPECTED = Set.of("no-template", "no-boot", "no-profile", "profile-missing", "template-missing");

    private static final Pattern MISSING_KEY = Pattern.compile("map has no entry for key \"([^\"]+)\"");
    private static final int MOST_LABELS = 64;
    private static final int MOST_TEXTS = 64;

    /** What is made with a profile. */
    private record Place(String profile, Resource made) {}

    private final Catalog catalog;
    private final FocusedStore store;
    private final Asking asking;
    private final ButaneRules butane;
    private final Report report;
    private final Map<Place, Map<String, String>> learned = new HashMap<>();
    private final Map<String, List<Resource.Seed>> seeds = new HashMap<>();

    Renderings(CatalogStore store, Catalog catalog, FunctionSet functions, Report report) {
        this.catalog = catalog;
        this.store = new FocusedStore(store);
        this.asking = new Asking(this.store, functions);
        this.butane = new ButaneRules(store, functions, report, MOST_TEXTS);
        this.report = report;
    }

    void check() {
        for (AnyGroup named : AnyGroup.all(catalog)) {
            catalog.profile(named.group().profile()).ifPresent(profile -> {
                store.focus(named.exact(), profile);
                for (var document : Resource.Document.values()) {
                    check(named, document, profile.ignitionId());
                }
                // user-data is the generic document.
                for (var seed : seeds.computeIfAbsent(profile.genericId(), generic -> Seeds.beside(store, generic))) {
                    check(named, seed, profile.ignitionId());
                }
            });
        }
    }

    private void check(AnyGroup named, Resource document, String ignitionId) {
        var place = new Place(named.group().profile(), document);
        var labels = named.machine();
        learned.getOrDefault(place, Map.of()).forEach(labels::putIfAbsent);
        Outcome<Body> outcome = asking.ask(document, labels);
        Optional<String> key = missing(outcome);
        while (key.isPresent() && labels.size() < MOST_LABELS && labels.putIfAbsent(key.get(), "") == null) {
            Outcome<Body> again = asking.ask(document, labels);
            if (again.equals(outcome)) {
                break;
            }
            learned.computeIfAbsent(place, absent -> new LinkedHashMap<>()).put(key.get(), "");
            needsLabel(outcome, key.get(), place);
            outcome = again;
            key = missing(outcome);
        }
        boolean told = document == Resource.Document.IGNITION && ButaneRules.isButane(ignitionId) && butane.check(named, ignitionId, labels);
        if (outcome instanceof Outcome.Ignored<Body>(Reason reason) && !(told && reason.code().equals("butane-invalid")) 
                && (document instanceof Resource.Seed || !EXPECTED.contains(reason.code()))) {
            var said = Spot.lead(reason.sentence(), Spot.of("groups/" + named.file()));
            report.add(Severity.ERROR, reason.code(), said.spot(), said.text().replace("groups/" + named.file(), "the group"), named.file());
        }
    }

    /** The key that a template did not find, in the request or in what the group gives. */
    private static Optional<String> missing(Outcome<Body> outcome) {
        return outcome instanceof Outcome.Ignored<Body>(Reason reason)
                ? MISSING_KEY.matcher(reason.sentence()).results().findFirst().map(found -> found.group(1)) : Optional.empty();
    }

    private void needsLabel(Outcome<Body> outcome, String key, Place place) {
        if (outcome instanceof Outcome.Ignored<Body>(Reason reason)) {
            Spot spot = Spot.lead(reason.sentence(), Spot.of("profiles/" + place.profile() + ".json")).spot();
            report.add(Severity.NOTE, "label-needed", spot, "the template needs the label " + key + " in the request, which iPXE does not send by itself;"
                    + " without it the machine gets 404");
        }
    }
}
