package dev.lamplighter.cli.apply;

import dev.lamplighter.cli.remote.Item;
import java.util.ArrayList;
import java.util.List;

/**
 * What makes a server equal to a directory: each step leaves a catalog in which nothing that was there names what is not. First what is added and
 * replaced, templates before profiles before groups; then what is removed, the other way round. Pure.
 *
 * @param left what only the server has and no step removes
 * @param same how many objects are equal already
 */
record Plan(List<Step> steps, List<Item> left, int same) {

    Plan {
        steps = List.copyOf(steps);
        left = List.copyOf(left);
    }

    /** {@code prune} removes what the directory lacks, templates only where the server could list all of them. */
    static Plan of(Snapshot wanted, Snapshot present, boolean prune) {
        var steps = new ArrayList<Step>();
        int same = 0;
        for (var object : wanted.versions().entrySet()) {
            if (!(object.getValue() instanceof Version.Whole whole)) {
                throw new IllegalArgumentException("what is wanted of " + object.getKey() + " is not known as a whole");
            }
            Version now = present.versions().get(object.getKey());
            if (now == null) {
                steps.add(new Step.Add(object.getKey(), whole));
            } else if (now.sha256().equals(whole.sha256())) {
                same++;
            } else {
                steps.add(new Step.Replace(object.getKey(), whole, now));
            }
        }
        var left = new ArrayList<Item>();
        for (Item item : present.versions().keySet().stream().toList().reversed()) {
            if (wanted.versions().containsKey(item)) {
                continue;
            }
            if (prune && (present.templatesListed() || item.kind().template().isEmpty())) {
                steps.add(new Step.Remove(item));
            } else {
                left.add(item);
            }
        }
        return new Plan(steps, left.reversed(), same);
    }

    /** Whether both are equal: nothing to change, and nothing that only the server has. */
    boolean equal() {
        return steps.isEmpty() && left.isEmpty();
    }
}
