package dev.lamplighter.cli.inspect;

import static java.util.Locale.ROOT;

import dev.lamplighter.store.catalog.Catalog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each group says by itself and beside the others: blank ones, ids, shadows, selectors that no machine meets, profiles that are missing. */
final class GroupRules {

    private static final String FOLDER = "groups/";
    private static final String SUFFIX = ".json";

    private final Catalog catalog;
    private final Places places;
    private final Report report;

    GroupRules(Catalog catalog, Places places, Report report) {
        this.catalog = catalog;
        this.places = places;
        this.report = report;
    }

    void check() {
        var all = AnyGroup.all(catalog);
        for (AnyGroup named : all) {
            if (isBlank(named)) {
                report.add(Severity.WARNING, "group-blank", Spot.of(FOLDER + named.file()),
                        "the file says nothing, which makes a group that takes every machine that no other takes; write a group or delete the file");
            } else {
                id(named);
                named.group().selector().forEach((key, value) -> selector(named, key, value));
                profile(named);
            }
        }
        shadows(all);
    }

    private void shadows(List<AnyGroup> all) {
        var first = new HashMap<AnyGroup.Wanted, AnyGroup>();
        for (AnyGroup named : all.stream().sorted(AnyGroup.WINNER_FIRST).toList()) {
            AnyGroup winner = first.putIfAbsent(named.wanted(), named);
            if (winner != null) {
                boolean everyone = named.wants() == 0;
                tell(Severity.WARNING, "group-shadowed", FOLDER + named.file(), List.of("selector"),
                        "no machine ever gets this group: groups/" + winner.file()
                                + (everyone ? " has no selector either" : " takes the same machines") + ", and " + why(winner, named));
            }
        }
    }

    private static String why(AnyGroup winner, AnyGroup named) {
        if (winner.looseness() < named.looseness()) {
            return "what is wanted more exactly wins: one value before a list, a list before a prefix, a prefix before a glob";
        }
        return AnyGroup.WINNER_FIRST.compare(winner, named) < 0 ? "its list, which is greater as text, wins" : "the file name that comes first wins";
    }

    private static boolean isBlank(AnyGroup named) {
        var group = named.group();
        return group.id().isEmpty() && named.wants() == 0 && group.profile().isEmpty() && group.metadata().isEmpty();
    }

    private void id(AnyGroup named) {
        String id = named.group().id();
        if (!id.isEmpty() && !stem(named.file()).equals(id)) {
            tell(Severity.NOTE, "id-differs", FOLDER + named.file(), List.of("id"), !named.file().endsWith(SUFFIX)
                    ? "the id is " + id + ", and the file is called " + stem(named.file()) + ": call both alike, so that who reads one finds the other"
                    : "the id is " + id + ", but gRPC and Terraform know the group by its file name, " + stem(named.file()));
        }
    }

    private void selector(AnyGroup named, String key, String value) {
        String file = FOLDER + named.file();
        if (value.isEmpty()) {
            tell(Severity.NOTE, "selector-empty", file, List.of("selector", key),
                    "the selector " + key + " is empty, so it takes the machines that send no " + key);
        } else if (!value.equals(value.strip())) {
            tell(Severity.WARNING, "selector-never", file, List.of("selector", key),
                    "the selector " + key + " begins or ends with a blank, and no machine sends one");
        } else if (!key.equals(key.toLowerCase(ROOT)) && StandIns.labels(Map.of()).containsKey(key.toLowerCase(ROOT))) {
            tell(Severity.WARNING, "selector-never", file, List.of("selector", key),
                    "iPXE sends " + key.toLowerCase(ROOT) + ", and letter case counts: the selector " + key + " is not met by it");
        } else if (key.equals("uuid") && !value.equals(value.toLowerCase(ROOT))) {
            tell(Severity.WARNING, "selector-never", file, List.of("selector", key),
                    "iPXE sends the uuid in small letters, and letter case counts: write " + value.toLowerCase(ROOT));
        } else if (key.equals("arch") && !StandIns.ARCHITECTURES.contains(value)) {
            tell(Severity.WARNING, "selector-never", file, List.of("selector", key),
                    "iPXE knows no architecture " + value + "; it sends " + String.join(", ", StandIns.ARCHITECTURES.stream().sorted().toList()));
        }
    }

    private void profile(AnyGroup named) {
        String file = FOLDER + named.file();
        String name = named.group().profile();
        if (name.isEmpty()) {
            report.add(Severity.WARNING, "no-profile", Spot.of(file), "the group names no profile, so its machines get nothing but /metadata");
        } else if (catalog.profile(name).isEmpty()) {
            tell(Severity.ERROR, "profile-missing", file, List.of("profile"),
                    "there is no good profiles/" + name + SUFFIX + ", which this group names: its machines get nothing but /metadata");
        }
    }

    /** Looks for the place only where it will be printed. */
    private void tell(Severity severity, String code, String file, List<String> keys, String message) {
        report.add(severity, code, report.isFull(severity, code) ? Spot.of(file) : places.of(file, keys), message);
    }

    private static String stem(String file) {
        return file.substring(0, Math.max(0, file.lastIndexOf('.')));
    }
}
