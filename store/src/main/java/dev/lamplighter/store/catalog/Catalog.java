package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Profile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The groups and profiles at one moment: immutable, indexed, no I/O. {@link #match} costs the same with ten groups and a hundred thousand.
 * A greater {@link #revision} is a later catalog of the same store.
 */
public final class Catalog {

    /** How many near misses are named at most. */
    public static final int NEAR_MISSES = 3;

    private static final int LABELS_LOOKED_AT = 32;
    private static final String PROFILES = "/profiles/";

    private final long revision;
    private final List<NamedGroup> groups;
    private final Map<String, Profile> profiles;
    private final GroupIndex index;
    private final NearMissIndex nearest;

    /** {@code profiles} are keyed by {@link DataName#profile}. */
    Catalog(long revision, Collection<NamedGroup> groups, Map<String, Profile> profiles) {
        this.revision = revision;
        var sorted = new ArrayList<>(groups);
        sorted.sort((a, b) -> Utf8Order.ASCENDING.compare(a.file(), b.file()));
        this.groups = List.copyOf(sorted);
        this.profiles = Map.copyOf(profiles);
        this.index = new GroupIndex(this.groups);
        this.nearest = new NearMissIndex(this.groups, NEAR_MISSES, LABELS_LOOKED_AT);
    }

    static Catalog empty() {
        return new Catalog(0, List.of(), Map.of());
    }

    public long revision() {
        return revision;
    }

    /** Every group in service, in the order of file names. */
    public List<NamedGroup> groups() {
        return groups;
    }

    /** Every profile in service of the profiles folder itself, in the order of file names. */
    public List<NamedProfile> profiles() {
        return profiles.entrySet().stream()
                .filter(profile -> profile.getKey().startsWith(PROFILES) && profile.getKey().indexOf('/', PROFILES.length()) < 0)
                .map(profile -> new NamedProfile(profile.getKey().substring(PROFILES.length()), profile.getValue()))
                .sorted((a, b) -> Utf8Order.ASCENDING.compare(a.file(), b.file()))
                .toList();
    }

    /** How many profiles are in service. */
    public int profileCount() {
        return profiles.size();
    }

    public Selection match(Labels labels) {
        return index.find(labels)
                .<Selection>map(named -> new Selection.Matched(named.group(), named.file()))
                .orElseGet(() -> new Selection.Unmatched(nearest.find(labels)));
    }

    /** The profile that a group names; the name is that of its file without {@code .json}, whatever the id inside says. */
    public Optional<Profile> profile(String name) {
        return DataName.profile(name).map(profiles::get);
    }
}
