package dev.lamplighter.cli.inspect;

import dev.lamplighter.boot.QueryLabels;
import dev.lamplighter.store.catalog.CatalogStore;
import java.util.List;

/** Which group and profile a machine is given for what it says of itself, why, and which groups nearly took it. */
public final class GroupChoice {

    private final Explanation explanation;

    private GroupChoice(Explanation explanation) {
        this.explanation = explanation;
    }

    /** For whoever asks with {@code query}; at most {@code near} other groups are told of. May wait for the disk. */
    public static GroupChoice of(CatalogStore store, String query, int near) {
        return new GroupChoice(Explanation.choice(store, QueryLabels.parse(query).values(), near));
    }

    /** In lines for people. */
    public List<String> lines() {
        return ExplanationText.choice(explanation);
    }
}
