package dev.lamplighter.cli.convert.dnsmasq;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Every line that was read; each is taken by who translates it, and what nobody took is left over. */
final class Lines {

    private final List<Line> left;

    Lines(List<Line> all) {
        left = new ArrayList<>(all);
    }

    /** The lines of these options, in their order; they are not left over then. */
    List<Line> take(String... options) {
        Set<String> wanted = Set.of(options);
        List<Line> taken = left.stream().filter(line -> wanted.contains(line.option())).toList();
        left.removeAll(taken);
        return taken;
    }

    /** Whether an option is among those that nobody took yet. */
    boolean has(String option) {
        return left.stream().anyMatch(line -> line.option().equals(option));
    }

    List<Line> left() {
        return List.copyOf(left);
    }
}
