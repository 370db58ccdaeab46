package dev.lamplighter.timeline;

import dev.lamplighter.model.Arch;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** A boot while it is followed. */
final class Track {

    private final String id;
    private final int mostSteps;
    private final List<Step> steps = new ArrayList<>();
    private Stage stage;
    private Instant began;
    private Instant last;
    private Optional<Arch> arch = Optional.empty();
    private boolean done;
    private boolean over;
    /** What another DHCP server was heard to say meanwhile. */
    private Optional<String> otherServer = Optional.empty();
    /** As it was told last, if nothing has happened since. */
    private Optional<Boot> told = Optional.empty();
    private boolean fresh = true;

    Track(String id, Stage stage, Instant began, int mostSteps) {
        this.id = id;
        this.stage = stage;
        this.began = began;
        this.last = began;
        this.mostSteps = mostSteps;
    }

    /** {@code seen} is when it was told, at the end of what took a while. */
    void add(Step step, Instant seen) {
        fresh = true;
        if (step.stage().compareTo(stage) > 0) {
            stage = step.stage();
        }
        last = seen.isAfter(last) ? seen : last;
        int open = steps.size() - 1;
        while (open >= 0 && !steps.get(open).leadsTo(step)) {
            open--;
        }
        if (open >= 0) {
            steps.set(open, steps.get(open).become(step));
        } else if (!steps.isEmpty() && steps.getLast().repeats(step)) {
            steps.set(steps.size() - 1, steps.getLast().again());
        } else if (steps.size() < mostSteps) {
            steps.add(step);
        } else {
            steps.set(steps.size() - 1, step);
        }
    }

    /** What had begun was nothing. */
    void drop(String what) {
        fresh = true;
        steps.reversed().stream().filter(step -> step.result() == Step.Result.BEGUN && step.what().equals(what)).findFirst().ifPresent(steps::remove);
    }

    /** Takes in what was seen of the same boot under another name. */
    void absorb(Track other) {
        fresh = true;
        var all = new ArrayList<>(steps);
        all.addAll(other.steps);
        all.sort(Comparator.comparing(Step::at));
        steps.clear();
        steps.addAll(all.subList(0, Math.min(all.size(), mostSteps)));
        stage = stage.compareTo(other.stage) < 0 ? other.stage : stage;
        began = other.began.isBefore(began) ? other.began : began;
        last = other.last.isAfter(last) ? other.last : last;
        done |= other.done;
        arch = arch.or(() -> other.arch);
        otherServer = otherServer.or(() -> other.otherServer);
    }

    void says(Arch said) {
        fresh |= arch.isEmpty();
        arch = arch.or(() -> Optional.of(said));
    }

    void heardOther(String sentence) {
        otherServer = Optional.of(sentence);
    }

    void finish() {
        fresh = true;
        done = true;
    }

    /** The machine has begun another boot: this one does not go on. */
    void end() {
        fresh = true;
        over = true;
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

    Optional<String> otherServer() {
        return otherServer;
    }

    List<Step> steps() {
        return steps;
    }

    /** The last step of {@code of} that {@code is}. */
    Optional<Step> last(Stage of, Predicate<Step> is) {
        return steps.reversed().stream().filter(step -> step.stage() == of && is.test(step)).findFirst();
    }

    /** Why the last step of a stage failed, if it did. */
    Optional<Reason> failure(Stage of) {
        return last(of, step -> true).filter(step -> step.result() == Step.Result.FAILED).flatMap(Step::trouble);
    }

    /** Whether the machine has said nothing for longer than its stage takes, or has begun anew. */
    boolean isSilent(Instant now) {
        return over || now.isAfter(last.plus(stage.patience()));
    }

    /** Whether a refusal was the last word: who is refused one thing may ask for another at once. */
    boolean isRefused(Instant now) {
        return over || now.isAfter(last.plus(Causes.A_MOMENT));
    }

    /** As it stands, where it stands otherwise than when this was last asked; of boots to which nothing happens only silence tells something new. */
    Optional<Boot> news(Station of, Instant now, Causes causes) {
        boolean settled = !fresh && told.filter(boot -> boot.state() != Boot.State.UNDER_WAY).isPresent();
        if (settled) {
            return Optional.empty();
        }
        Optional<Boot> boot = Optional.of(view(of.mac(), of.uuid(), of.addresses(), now, causes));
        fresh = false;
        if (boot.equals(told)) {
            return Optional.empty();
        }
        told = boot;
        return boot;
    }

    Boot view(Optional<Mac> mac, Optional<UUID> uuid, Set<String> addresses, Instant now, Causes causes) {
        Optional<Diagnosis> diagnosis = done ? Optional.empty() : causes.of(this, now);
        Boot.State state = done ? Boot.State.DONE : diagnosis.isPresent() ? Boot.State.STOPPED : Boot.State.UNDER_WAY;
        return new Boot(id, mac, uuid, addresses, arch, began, last, stage, state, steps, diagnosis);
    }
}
