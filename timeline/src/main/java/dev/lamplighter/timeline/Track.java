package dev.lamplighter.timeline;

import dev.lamplighter.model.Arch;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** A boot while it is followed. */
final class Track {

    private final String id;
    private final int mostSteps;
    private final List<Step> steps = new ArrayList<>();
    private final Map<Stage, Integer> counts = new EnumMap<>(Stage.class);
    private Stage stage;
    private Instant began;
    private Instant last;
    private Optional<Arch> arch = Optional.empty();
    private boolean done;
    /** What another DHCP server was heard to say meanwhile. */
    private Optional<String> otherServer = Optional.empty();

    Track(String id, Stage stage, Instant began, int mostSteps) {
        this.id = id;
        this.stage = stage;
        this.began = began;
        this.last = began;
        this.mostSteps = mostSteps;
    }

    void add(Step step) {
        if (step.stage().compareTo(stage) > 0) {
            stage = step.stage();
        }
        if (step.result() != Step.Result.BEGUN) {
            counts.merge(step.stage(), 1, Integer::sum);
        }
        Instant ended = step.at().plus(step.took());
        last = ended.isAfter(last) ? ended : last;
        if (!steps.isEmpty() && steps.getLast().repeats(step)) {
            steps.set(steps.size() - 1, steps.getLast().again());
        } else if (steps.size() < mostSteps) {
            steps.add(step);
        } else {
            steps.set(steps.size() - 1, step);
        }
    }

    /** Takes in what was seen of the same boot under another name. */
    void absorb(Track other) {
        var all = new ArrayList<>(steps);
        all.addAll(other.steps);
        all.sort(Comparator.comparing(Step::at));
        steps.clear();
        steps.addAll(all.subList(0, Math.min(all.size(), mostSteps)));
        other.counts.forEach((each, count) -> counts.merge(each, count, Integer::sum));
        stage = stage.compareTo(other.stage) < 0 ? other.stage : stage;
        began = other.began.isBefore(began) ? other.began : began;
        last = other.last.isAfter(last) ? other.last : last;
        done |= other.done;
        arch = arch.or(() -> other.arch);
        otherServer = otherServer.or(() -> other.otherServer);
    }

    void says(Arch said) {
        arch = arch.or(() -> Optional.of(said));
    }

    void heardOther(String sentence) {
        otherServer = Optional.of(sentence);
    }

    void finish() {
        done = true;
    }

    boolean isDone() {
        return done;
    }

    Stage stage() {
        return stage;
    }

    Instant last() {
        return last;
    }

    Instant began() {
        return began;
    }

    Optional<Arch> arch() {
        return arch;
    }

    Optional<String> otherServer() {
        return otherServer;
    }

    /** The last step of {@code of} that {@code is}. */
    Optional<Step> last(Stage of, Predicate<Step> is) {
        return steps.reversed().stream().filter(step -> step.stage() == of && is.test(step)).findFirst();
    }

    /** The last step of a stage that has an end, if it failed. */
    Optional<Reason> failure(Stage of) {
        return last(of, step -> step.result() != Step.Result.BEGUN).flatMap(Step::trouble);
    }

    /** How many steps of a stage have ended. */
    int count(Stage of) {
        return counts.getOrDefault(of, 0);
    }

    /** Whether the machine has said nothing for longer than its stage takes. */
    boolean isSilent(Instant now) {
        return now.isAfter(last.plus(stage.patience()));
    }

    Boot view(Optional<Mac> mac, Optional<UUID> uuid, Set<String> addresses, Instant now) {
        Optional<Diagnosis> diagnosis = done ? Optional.empty() : Causes.of(this, now);
        Boot.State state = done ? Boot.State.DONE : diagnosis.isPresent() ? Boot.State.STOPPED : Boot.State.UNDER_WAY;
        return new Boot(id, mac, uuid, addresses, arch, began, last, stage, state, steps, diagnosis);
    }
}
