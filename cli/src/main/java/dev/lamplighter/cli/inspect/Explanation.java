package dev.lamplighter.cli.inspect;

import dev.lamplighter.boot.Body;
import dev.lamplighter.boot.KnownMachine;
import dev.lamplighter.boot.QueryLabels;
import dev.lamplighter.boot.Resource;
import dev.lamplighter.cli.GivenLabels;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Profile;
import dev.lamplighter.model.Reason;
import dev.lamplighter.render.gotemplate.FunctionSet;
import dev.lamplighter.store.catalog.CatalogStore;
import dev.lamplighter.store.catalog.LabelPattern;
import dev.lamplighter.store.catalog.OwnGroup;
import dev.lamplighter.store.catalog.Selection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one machine gets, and why.
 *
 * @param query the query in which it would say its labels
 * @param labels what the server makes of them
 * @param left the labels that the server leaves out
 * @param selected the group, where there is one
 * @param profile the profile's file, where the group names a good one
 * @param served what comes of each request
 * @param near groups that it did not get
 * @param patterns what the group wants of labels beside exact values
 * @param remark a sentence about where the group comes from, where there is something to say
 */
record Explanation(String query, Labels labels, List<String> left, Optional<Selection.Matched> selected, Optional<String> profile, List<Served> served,
        NearGroups.Found near, Map<String, LabelPattern> patterns, Optional<String> remark) {

    /** The profile does not have that document, which is how it was written. */
    private static final Set<String> AS_WRITTEN = Set.of("no-template", "no-boot", "no-profile");

    Explanation {
        left = List.copyOf(left);
        served = List.copyOf(served);
        patterns = Collections.unmodifiableMap(new TreeMap<>(patterns));
    }

    Explanation remarked(Optional<String> said) {
        return new Explanation(query, labels, left, selected, profile, served, near, patterns, said);
    }

    /** What a path answers: a text, or 404 for a reason. */
    sealed interface Served {

        String path();

        record Text(String path, Bytes bytes) implements Served {}

        record Nothing(String path, Reason reason) implements Served {

            /** Whether nothing was to be expected. */
            boolean asWritten() {
                return AS_WRITTEN.contains(reason.code());
            }
        }
    }

    /** Asks {@code store} as the server would. Waits for the disk. */
    static Explanation of(CatalogStore store, FunctionSet functions, Map<String, String> given, int mostNear) {
        Explanation choice = choice(store, given, mostNear);
        return choice.selected.isEmpty() ? choice : choice.serving(served(store, functions, given, choice.selected.get()));
    }

    private Explanation serving(List<Served> all) {
        return new Explanation(query, labels, left, selected, profile, all, near, patterns, remark);
    }

    private static List<Served> served(CatalogStore store, FunctionSet functions, Map<String, String> given, Selection.Matched selected) {
        var served = new ArrayList<Served>();
        var asking = new Asking(store, functions);
        for (var document : Resource.Document.values()) {
            served.add(served("/" + document.name().toLowerCase(Locale.ROOT), asking.ask(document, given)));
        }
        String generic = store.current().profile(selected.group().profile()).map(Profile::genericId).orElse("");
        if (!Seeds.beside(store, generic).isEmpty()) {
            for (var seed : Resource.Seed.values()) {
                served.add(served(Seeds.PATH + seed.file(), asking.ask(seed, given)));
            }
        }
        return served;
    }

    /** Which group and profile are chosen, and why; without what is served then. */
    static Explanation choice(CatalogStore store, Map<String, String> given, int mostNear) {
        String query = GivenLabels.query(given);
        Labels said = QueryLabels.parse(query);
        var left = given.keySet().stream().filter(key -> said.get(key).isEmpty()).toList();
        var catalog = store.current();
        Labels labels = KnownMachine.selecting(catalog.machines(), said);
        Optional<Selection.Matched> selected = switch (catalog.match(labels)) {
            case Selection.Matched matched -> Optional.of(matched);
            case Selection.Unmatched _ -> Optional.empty();
        };
        return new Explanation(query, labels, left, selected,
                selected.map(matched -> matched.group().profile()).filter(name -> catalog.profile(name).isPresent()).map(name -> "profiles/" + name + ".json"),
                List.of(), NearGroups.find(catalog, labels, selected, mostNear),
                selected.flatMap(matched -> catalog.ownGroups().stream().filter(own -> own.file().equals(matched.file())).findFirst())
                        .map(OwnGroup::patterns).orElse(Map.of()), Optional.empty());
    }

    private static Served served(String path, Outcome<Body> outcome) {
        return switch (outcome) {
            case Outcome.Reply<Body>(Body.Text(Bytes bytes, var mediaType), _) -> new Served.Text(path, bytes);
            case Outcome.Reply<Body>(Body.OnDisk(var file), _) -> new Served.Nothing(path, new Reason("not-a-document", file + " is a file and no document"));
            case Outcome.Ignored<Body>(Reason reason) -> new Served.Nothing(path, reason);
            case Outcome.Later<Body> later -> throw new IllegalStateException("it was asked until it answered, but " + later);
        };
    }

    /** Whether the machine gets everything that its profile says. */
    boolean isGood() {
        return selected.isPresent() && profile.isPresent()
                && served.stream().noneMatch(each -> each instanceof Served.Nothing nothing && !nothing.asWritten());
    }
}
