package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The groups, profiles and machines at one moment: immutable, indexed, no I/O. {@link #match} costs the same with ten groups and a hundred thousand, and
 * so does making a later catalog out of an earlier one. A greater {@link #revision} is a later catalog of the same store.
 */
public final class Catalog {

    /** How many near misses are named at most. */
    public static final int NEAR_MISSES = 3;

    private static final String PROFILES = "/profiles/";
    private static final Catalog EMPTY = new Catalog(0, Trie.empty(), GroupIndex.EMPTY, EarlyIndex.EMPTY, NearMissIndex.EMPTY, Trie.empty(), Inventory.empty());

    private final long revision;
    private final Trie<String, Candidate> groups;
    private final GroupIndex index;
    private final EarlyIndex early;
    private final NearMissIndex nearest;
    private final Trie<String, Profile> profiles;
    private final Inventory machines;

    /** Made when they are first asked for. */
    private volatile Lists lists = Lists.NONE;

    private record Lists(Optional<List<NamedGroup>> groups, Optional<List<OwnGroup>> own) {
        static final Lists NONE = new Lists(Optional.empty(), Optional.empty());
    }

    /** {@code groups} by file, {@code profiles} by {@link DataName#profile}. */
    private Catalog(long revision, Trie<String, Candidate> groups, GroupIndex index, EarlyIndex early, NearMissIndex nearest, Trie<String, Profile> profiles,
            Inventory machines) {
        this.revision = revision;
        this.groups = groups;
        this.index = index;
        this.early = early;
        this.nearest = nearest;
        this.profiles = profiles;
        this.machines = machines;
    }

    static Catalog empty() {
        return EMPTY;
    }

    Catalog withGroup(Candidate group) {
        var gone = withoutGroup(group.file());
        return new Catalog(revision, gone.groups.with(group.file(), group), gone.index.with(group), gone.early.with(group), gone.nearest.with(group), profiles, machines);
    }

    Catalog withoutGroup(String file) {
        return groups.get(file)
                .map(old -> new Catalog(revision, groups.without(file), index.without(old), early.without(old), nearest.without(old), profiles, machines))
                .orElse(this);
    }

    Catalog withProfile(String file, Profile profile) {
        return new Catalog(revision, groups, index, early, nearest, profiles.with(file, profile), machines);
    }

    Catalog withoutProfile(String file) {
        return new Catalog(revision, groups, index, early, nearest, profiles.without(file), machines);
    }

    Catalog withRevision(long later) {
        return new Catalog(later, groups, index, early, nearest, profiles, machines);
    }

    Catalog withMachines(Inventory declared) {
        return new Catalog(revision, groups, index, early, nearest, profiles, declared);
    }

    Optional<Candidate> candidate(String file) {
        return groups.get(file);
    }

    public long revision() {
        return revision;
    }

    /** The machines that are declared. */
    public Inventory machines() {
        return machines;
    }

    /** Every group in service of Matchbox's files ({@code NAME.json}), in the order of file names: what gRPC lists. */
    public List<NamedGroup> groups() {
        return lists().groups().orElseThrow();
    }

    /** Every group in service of our own files ({@code NAME.yaml}), in the order of file names. */
    public List<OwnGroup> ownGroups() {
        return lists().own().orElseThrow();
    }

    private Lists lists() {
        var known = lists;
        if (known.groups().isEmpty()) {
            var named = new ArrayList<NamedGroup>(groups.size());
            var own = new ArrayList<OwnGroup>();
            groups.forEach((file, group) -> {
                switch (group) {
                    case NamedGroup matchbox -> named.add(matchbox);
                    case OwnGroup ours -> own.add(ours);
                }
            });
            named.sort((a, b) -> Utf8Order.ASCENDING.compare(a.file(), b.file()));
            own.sort((a, b) -> Utf8Order.ASCENDING.compare(a.file(), b.file()));
            known = new Lists(Optional.of(List.copyOf(named)), Optional.of(List.copyOf(own)));
            lists = known;
        }
        return known;
    }

    /** Every profile in service of the profiles folder itself, in the order of file names. */
    public List<NamedProfile> profiles() {
        var named = new ArrayList<NamedProfile>();
        profiles.forEach((file, profile) -> {
            if (file.startsWith(PROFILES) && file.indexOf('/', PROFILES.length()) < 0) {
                named.add(new NamedProfile(file.substring(PROFILES.length()), profile));
            }
        });
        named.sort((a, b) -> Utf8Order.ASCENDING.compare(a.file(), b.file()));
        return List.copyOf(named);
    }

    /** How many groups are in service, of Matchbox's files and of ours. */
    public int groupCount() {
        return groups.size();
    }

    /** How many profiles are in service. */
    public int profileCount() {
        return profiles.size();
    }

    public Selection match(Labels labels) {
        return index.find(labels)
                .<Selection>map(found -> new Selection.Matched(found.selectedBy(labels), found.file()))
                .orElseGet(() -> new Selection.Unmatched(nearest.find(labels, NEAR_MISSES)));
    }

    /** Whether some group could select a machine of which no more is known than the labels {@code mac} and {@code uuid}. */
    public boolean mayMatch(Labels known) {
        return early.mayMatch(known);
    }

    /** The profile that a group names; the name is that of its file without {@code .json}, whatever the id inside says. */
    public Optional<Profile> profile(String name) {
        return DataName.profile(name).flatMap(profiles::get);
    }
}
