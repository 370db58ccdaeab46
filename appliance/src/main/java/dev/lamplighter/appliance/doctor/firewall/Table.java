package dev.lamplighter.appliance.doctor.firewall;

import dev.lamplighter.appliance.doctor.firewall.Rule.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The chains of one table by their names. What one table lets pass, another may still stop. */
record Table(String name, Map<String, Chain> chains) {

    /** As many chains one in another as the kernel allows. */
    private static final int DEEPEST = 16;

    Table {
        chains = Map.copyOf(chains);
    }

    /** What stops {@code knock} in the chains that it enters by. */
    List<Stopped> stopping(Knock knock) {
        return chains.values().stream().filter(chain -> chain.entry().isPresent()).flatMap(chain -> new Walk(chain, knock).outcome().stream()).toList();
    }

    private enum Fate { ACCEPTED, STOPPED, WENT_ON }

    /** One packet on its way through one chain and those that it enters from there. */
    private final class Walk {

        private final Chain.Entry entry;
        private final Knock knock;
        private final Chain first;
        private final List<Rule> perhaps = new ArrayList<>();
        private boolean perhapsAccepted;
        private Optional<Rule> by = Optional.empty();

        private Walk(Chain first, Knock knock) {
            this.first = first;
            this.entry = first.entry().orElseThrow();
            this.knock = knock;
        }

        private Optional<Stopped> outcome() {
            return switch (through(first, true, 0)) {
                case STOPPED -> Optional.of(by(by.orElseThrow(), !perhapsAccepted));
                case ACCEPTED -> doubt();
                case WENT_ON -> entry.drops() ? Optional.of(new Stopped(knock, !perhapsAccepted, entry.name(), "its policy drops", "policy drop", entry.allow().command(knock)))
                        : doubt();
            };
        }

        private Optional<Stopped> doubt() {
            return perhaps.isEmpty() ? Optional.empty() : Optional.of(by(perhaps.getFirst(), false));
        }

        private Stopped by(Rule rule, boolean surely) {
            String how = rule.verdict() instanceof Verdict.Stop(String verb) ? verb : "stops";
            return new Stopped(knock, surely, rule.name(), how, rule.text(), rule.namesPorts() ? rule.delete() : entry.allow().command(knock));
        }

        /** {@code sure} is whether the packet surely comes by here. */
        private Fate through(Chain chain, boolean sure, int depth) {
            for (Rule rule : chain.rules()) {
                Match match = rule.of(knock);
                if (match == Match.NO) {
                    continue;
                }
                boolean surely = sure && match == Match.YES;
                switch (rule.verdict()) {
                    case Verdict.Accept _ -> {
                        if (match == Match.YES) {
                            return accepted(sure);
                        }
                        perhapsAccepted = true;
                    }
                    case Verdict.Stop _ -> {
                        if (surely) {
                            by = Optional.of(rule);
                            return Fate.STOPPED;
                        }
                        perhaps.add(rule);
                        if (match == Match.YES) {
                            return Fate.WENT_ON;
                        }
                    }
                    case Verdict.Return _ -> {
                        if (match == Match.YES) {
                            return Fate.WENT_ON;
                        }
                    }
                    case Verdict.Enter(String target, boolean back) -> {
                        Fate fate = enter(target, surely, depth);
                        if (surely && (fate != Fate.WENT_ON || !back)) {
                            return fate;
                        }
                    }
                    case Verdict.Next _ -> {
                        // The packet goes on as it was.
                    }
                }
            }
            return Fate.WENT_ON;
        }

        private Fate accepted(boolean sure) {
            if (sure) {
                return Fate.ACCEPTED;
            }
            perhapsAccepted = true;
            return Fate.WENT_ON;
        }

        private Fate enter(String target, boolean surely, int depth) {
            Chain next = chains.get(target);
            return next == null || depth == DEEPEST ? Fate.WENT_ON : through(next, surely, depth + 1);
        }
    }
}
