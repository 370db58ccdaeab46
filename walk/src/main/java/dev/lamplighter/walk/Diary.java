package dev.lamplighter.walk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Writes down a walk, stage after stage. */
final class Diary {

    private final LongSupplier nanoTime;
    private final List<Page> pages = new ArrayList<>();

    Diary(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Begins a stage and its time. */
    Page open(Stage stage, String asked) {
        var page = new Page(stage, asked, nanoTime.getAsLong());
        pages.add(page);
        return page;
    }

    Optional<Page> last(Stage stage) {
        return pages.reversed().stream().filter(page -> page.stage == stage).findFirst();
    }

    boolean hasTrouble() {
        return pages.stream().anyMatch(page -> page.trouble.isPresent());
    }

    List<StageReport> stages() {
        return pages.stream().map(Page::report).toList();
    }

    /** One stage in the making. */
    final class Page {

        private Stage stage;
        private final String asked;
        private final long began;
        private final List<String> heard = new ArrayList<>();
        private final Map<Fact, String> facts = new EnumMap<>(Fact.class);
        private final List<String> notes = new ArrayList<>();
        private Optional<String> trouble = Optional.empty();
        private Duration took = Duration.ZERO;

        private Page(Stage stage, String asked, long began) {
            this.stage = stage;
            this.asked = asked;
            this.began = began;
        }

        void heard(List<Heard> answers) {
            answers.forEach(answer -> heard.add(answer.inWords()));
        }

        void heard(String answer) {
            heard.add(answer);
        }

        void note(String note) {
            notes.add(note);
        }

        /** An empty value is none. */
        void fact(Fact fact, String value) {
            if (!value.isEmpty()) {
                facts.put(fact, value);
            }
        }

        void close() {
            took = Duration.ofNanos(nanoTime.getAsLong() - began);
        }

        /** Only the answer says whether this was a script. */
        void becomes(Stage other) {
            stage = other;
        }

        /** The first reason stays: others follow from it. */
        void failed(String why) {
            if (trouble.isEmpty()) {
                trouble = Optional.of(why);
                close();
            }
        }

        private StageReport report() {
            return new StageReport(stage, asked, heard, facts, notes, trouble, took);
        }
    }
}
