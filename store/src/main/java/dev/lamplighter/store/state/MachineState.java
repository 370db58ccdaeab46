package dev.lamplighter.store.state;

import dev.lamplighter.model.IpAddress;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.store.StoreException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * From where machines boot now, their tokens, and who was seen. Every call answers from memory and never waits, so it may come from an event
 * loop. One thread writes: intents and tokens at once, sightings now and then; it also takes in what another process has written. A disk that
 * fails is told once, and tried again; until then memory holds.
 */
public final class MachineState implements AutoCloseable {

    private static final int TOKEN_OCTETS = 16;
    private static final int SPENT_REMEMBERED = 1_000;
    private static final Duration SPENT_FOR = Duration.ofMinutes(10);

    /** Which machine's a token was, who spent it, and when. */
    private record Spent(String machine, Optional<IpAddress> by, Instant at) {}

    private final Optional<StateDatabase> database;
    private final StateLimits limits;
    private final Events events;
    private final StateTable table;
    private final LinkedHashMap<String, Spent> spent = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final List<CompletableFuture<Optional<StoreException>>> waiting = new ArrayList<>();
    private final Optional<Thread> writer;
    private boolean closed;
    private boolean failing;

    private MachineState(Optional<StateDatabase> database, StateLimits limits, Events events) throws StoreException {
        this.database = database;
        this.limits = limits;
        this.events = events;
        this.table = new StateTable(limits);
        if (database.isPresent()) {
            table.load(database.get().load());
        }
        this.writer = database.map(open -> Thread.ofPlatform().daemon().name("machine-state").unstarted(() -> run(open)));
        writer.ifPresent(Thread::start);
    }

    /** Forgets everything with the process. */
    public static MachineState inMemory(Events events) {
        try {
            return new MachineState(Optional.empty(), StateLimits.DEFAULT, events);
        } catch (StoreException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Opens {@code file}, or creates it in a folder that must exist. Other processes may have it open, too. */
    public static MachineState open(Path file, StateLimits limits, Events events) throws StoreException {
        var database = StateDatabase.open(file, limits);
        try {
            return new MachineState(Optional.of(database), limits, events);
        } catch (StoreException failure) {
            database.close();
            throw failure;
        }
    }

    /** What {@code file} holds at this moment, beside the processes that have it. What becomes of it here is written nowhere. */
    public static MachineState copyOf(Path file, Events events) throws StoreException {
        var copy = inMemory(events);
        copy.table.load(StateDatabase.look(file, StateLimits.DEFAULT));
        return copy;
    }

    public Optional<Intent> intent(String machine) {
        return read(table -> table.intent(machine));
    }

    public List<Intent> intents() {
        return read(StateTable::intents);
    }

    /** It counts at once, and is durable when it is {@link #saved}. */
    public void put(Intent intent) {
        change(table -> table.put(intent));
    }

    /** What was set for {@code machine} counts no more: its file does. */
    public void forget(String machine) {
        change(table -> table.forget(machine));
    }

    /** Tells when all intents and tokens of until now are durable, or why they are not yet. */
    public CompletableFuture<Optional<StoreException>> saved() {
        var result = new CompletableFuture<Optional<StoreException>>();
        lock.lock();
        try {
            if (database.isEmpty() || closed) {
                result.complete(Optional.empty());
            } else {
                waiting.add(result);
                work.signal();
            }
        } finally {
            lock.unlock();
        }
        return result;
    }

    /** The token by which {@code machine} may tell that it has been installed: the same until it is {@link #spend spent}. */
    public String token(String machine) {
        lock.lock();
        try {
            Optional<String> known = table.token(machine);
            if (known.isPresent()) {
                return known.get();
            }
            byte[] octets = new byte[TOKEN_OCTETS];
            random.nextBytes(octets);
            String token = HexFormat.of().formatHex(octets);
            table.putToken(machine, token);
            work.signal();
            return token;
        } finally {
            lock.unlock();
        }
    }

    /** The token of {@code machine}, where it has one already. */
    public Optional<String> knownToken(String machine) {
        return read(table -> table.token(machine));
    }

    /** Whether {@code token} is that of {@code machine}; if so it is worth nothing from now on. {@code by} asks, at {@code now}. */
    public boolean spend(String machine, String token, Optional<IpAddress> by, Instant now) {
        lock.lock();
        try {
            if (table.token(machine).filter(token::equals).isEmpty()) {
                return false;
            }
            table.dropToken(machine);
            spent.put(token, new Spent(machine, by, now));
            if (spent.size() > SPENT_REMEMBERED) {
                spent.pollFirstEntry();
            }
            work.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Of which machine {@code token} is. */
    public Optional<String> ownerOf(String token) {
        return read(table -> table.machine(token));
    }

    /** Of which machine {@code token} was until {@code by} spent it, ten minutes ago at most: for the last thousand since this process began. */
    public Optional<String> formerOwnerOf(String token, Optional<IpAddress> by, Instant now) {
        lock.lock();
        try {
            return Optional.ofNullable(spent.get(token)).filter(it -> it.by().equals(by) && !now.isAfter(it.at().plus(SPENT_FOR))).map(Spent::machine);
        } finally {
            lock.unlock();
        }
    }

    public void saw(Seen sighting) {
        lock.lock();
        try {
            table.saw(sighting);
        } finally {
            lock.unlock();
        }
    }

    public Optional<Seen> seen(Mac mac) {
        return read(table -> table.seen(mac));
    }

    /** From the one not seen longest. */
    public List<Seen> seen() {
        return read(StateTable::seen);
    }

    private <T> T read(Function<StateTable, T> question) {
        lock.lock();
        try {
            return question.apply(table);
        } finally {
            lock.unlock();
        }
    }

    @FunctionalInterface
    private interface Edit {
        void on(StateTable table);
    }

    private void change(Edit edit) {
        lock.lock();
        try {
            edit.on(table);
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run(StateDatabase open) {
        long seenWritten = System.nanoTime();
        boolean last = false;
        while (!last) {
            StateTable.Unwritten changes;
            List<CompletableFuture<Optional<StoreException>>> told;
            boolean withSeen;
            lock.lock();
            try {
                pause();
                last = closed;
                withSeen = last || System.nanoTime() - seenWritten >= limits.seenEvery().toNanos();
                changes = table.unwritten(withSeen);
                told = List.copyOf(waiting);
                waiting.clear();
            } finally {
                lock.unlock();
            }
            var failure = write(open, changes);
            seenWritten = withSeen ? System.nanoTime() : seenWritten;
            told.forEach(each -> each.complete(failure));
            takeIn(open);
        }
    }

    /** Until there is something urgent, or it is time to look. A disk that fails is not tried again at once. */
    private void pause() {
        try {
            long left = limits.look().toNanos();
            while (left > 0 && !closed && (failing || !(table.hasUrgent() || !waiting.isEmpty()))) {
                left = work.awaitNanos(left);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    private Optional<StoreException> write(StateDatabase open, StateTable.Unwritten changes) {
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        try {
            open.write(changes);
            lock.lock();
            try {
                table.written(changes);
            } finally {
                lock.unlock();
            }
            recovered();
            return Optional.empty();
        } catch (StoreException failure) {
            failed(failure.getMessage());
            return Optional.of(failure);
        } catch (RuntimeException defect) {
            failed(defect.toString());
            return Optional.of(new StoreException("The state of machines could not be written: " + defect, defect));
        }
    }

    private void takeIn(StateDatabase open) {
        try {
            if (open.changedElsewhere()) {
                var rows = open.load();
                lock.lock();
                try {
                    table.reload(rows);
                } finally {
                    lock.unlock();
                }
            }
        } catch (StoreException failure) {
            failed(failure.getMessage());
        }
    }

    private void failed(String why) {
        if (!failing) {
            failing = true;
            notice(BootEvent.Notice.Level.ERROR, "state-not-written", "the state of machines is in memory only until it can be written, which is tried again: " + why);
        }
    }

    private void recovered() {
        if (failing) {
            failing = false;
            notice(BootEvent.Notice.Level.INFO, "state-written", "the state of machines is on disk again");
        }
    }

    private void notice(BootEvent.Notice.Level level, String code, String sentence) {
        events.publish(new BootEvent.Notice(events.stamp(), level, code, sentence));
    }

    /** Writes what waits. */
    @Override
    public void close() throws StoreException {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (writer.isPresent() && writer.get().isAlive()) {
            try {
                writer.get().join(TimeUnit.SECONDS.toMillis(5));
            } catch (InterruptedException hurried) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (database.isPresent()) {
            database.get().close();
        }
    }
}
