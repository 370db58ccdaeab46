package dev.lamplighter.walk;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One stage as it went: what was asked, every answer in words, what these decided, remarks for people, and why the stage failed if it did.
 * {@code heard}, {@code notes} and {@code took} tell a person more; only {@code facts} and whether there is trouble are compared.
 */
public record StageReport(Stage stage, String asked, List<String> heard, Map<Fact, String> facts, List<String> notes, Optional<String> trouble, Duration took) {

    public StageReport {
        heard = List.copyOf(heard);
        var ordered = new EnumMap<Fact, String>(Fact.class);
        ordered.putAll(facts);
        facts = Collections.unmodifiableMap(ordered);
        notes = List.copyOf(notes);
    }

    /** Empty where the answers did not say. */
    public Optional<String> fact(Fact fact) {
        return Optional.ofNullable(facts.get(fact));
    }

    /** The same stage with one more remark. */
    public StageReport withNote(String note) {
        return new StageReport(stage, asked, heard, facts, java.util.stream.Stream.concat(notes.stream(), java.util.stream.Stream.of(note)).toList(), trouble, took);
    }
}
