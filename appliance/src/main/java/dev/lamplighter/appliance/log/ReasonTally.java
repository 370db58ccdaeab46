package dev.lamplighter.appliance.log;

import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.EventJson;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Counts the events that have a reason, by the kind of event and the reason's code, for all doors together. Only so many different pairs are
 * told apart; what comes after them is counted as {@value #OTHER}. Safe for several threads at once.
 */
public final class ReasonTally implements Consumer<BootEvent> {

    /** The name under which the pairs are counted that came when the tally was full. */
    public static final String OTHER = "other";

    /** How many pairs are told apart by default. */
    public static final int MOST_PAIRS = 1000;

    private static final Comparator<Map.Entry<Pair, Long>> MOST_FIRST = Map.Entry.<Pair, Long>comparingByValue().reversed()
            .thenComparing(counted -> counted.getKey().toString());

    /** What is counted together. */
    private record Pair(String kind, String code) {
        @Override
        public String toString() {
            return kind + " " + code;
        }
    }

    private final int mostPairs;
    private final Map<Pair, Long> pairs = new HashMap<>();
    private long others;

    public ReasonTally() {
        this(MOST_PAIRS);
    }

    /** Tells at most {@code mostPairs} pairs apart. */
    public ReasonTally(int mostPairs) {
        this.mostPairs = mostPairs;
    }

    @Override
    public void accept(BootEvent event) {
        event.reason().ifPresent(reason -> count(event, reason));
    }

    private synchronized void count(BootEvent event, Reason reason) {
        var pair = new Pair(EventJson.kind(event), reason.code());
        if (pairs.size() < mostPairs || pairs.containsKey(pair)) {
            pairs.merge(pair, 1L, Long::sum);
        } else {
            others++;
        }
    }

    /** How often each {@code KIND CODE} was seen, the most frequent first and {@value #OTHER} last. */
    public synchronized Map<String, Long> counts() {
        var counts = new LinkedHashMap<String, Long>();
        pairs.entrySet().stream().sorted(MOST_FIRST).forEach(counted -> counts.put(counted.getKey().toString(), counted.getValue()));
        if (others > 0) {
            counts.put(OTHER, others);
        }
        return Collections.unmodifiableMap(counts);
    }

    /** The {@link #counts} as one line for people; empty where nothing was counted. */
    public String line() {
        var counts = counts();
        return counts.isEmpty() ? "" : counts.entrySet().stream()
                .map(counted -> counted.getKey() + " " + counted.getValue())
                .collect(Collectors.joining(", ", "kept back or refused: ", ""));
    }
}
