package dev.lamplighter.store.history;

import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.BootEvent.Notice.Level;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.store.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The boots that were, also of earlier processes. {@link #keep} never waits: one thread writes, now and then. A disk that fails is told once and
 * tried again; meanwhile so many boots wait in memory, and machines boot on.
 */
public final class BootHistory implements AutoCloseable {

    private final HistoryDatabase database;
    private final HistoryLimits limits;
    private final InstantSource clock;
    private final Events events;
    /** Held while the database is used. */
    private final ReentrantLock disk = new ReentrantLock();
    /** Held for a moment, while {@link #waiting} is used. */
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ending = lock.newCondition();
    private final Map<String, PastBoot> waiting = new LinkedHashMap<>();
    private final Thread writer;
    private long lost;
    private boolean closed;
    private boolean failing;

    private BootHistory(HistoryDatabase database, HistoryLimits limits, InstantSource clock, Events events) {
        this.database = database;
        this.limits = limits;
        this.clock = clock;
        this.events = events;
        this.writer = Thread.ofPlatform().daemon().name("boot-history").unstarted(this::run);
    }

    /** Opens {@code file}, or creates it in a folder that must exist. */
    public static BootHistory open(Path file, HistoryLimits limits, InstantSource clock, Events events) throws StoreException {
        var history = new BootHistory(HistoryDatabase.open(file, limits), limits, clock, events);
        history.writer.start();
        return history;
    }

    /** Keeps a boot, in the place of what was kept of it before. */
    public void keep(PastBoot boot) {
        lock.lock();
        try {
            waiting.remove(boot.id());
            waiting.put(boot.id(), boot);
            if (waiting.size() > limits.waiting()) {
                waiting.remove(waiting.keySet().iterator().next());
                lost++;
            }
        } finally {
            lock.unlock();
        }
    }

    /** At most {@code most} boots, of the machine of that name or of all, the one that began last in front. Reads the disk. */
    public List<PastBoot> find(Optional<String> machine, int most) throws StoreException {
        disk.lock();
        try {
            return database.find(machine, most);
        } finally {
            disk.unlock();
        }
    }

    /** The last boot of each hardware address, of at most {@code most}, the one that began last in front. Reads the disk. */
    public List<PastBoot> latest(int most) throws StoreException {
        disk.lock();
        try {
            return database.latest(most);
        } finally {
            disk.unlock();
        }
    }

    /** Stands in a disk's place in tests. */
    void execute(String sql) throws SQLException {
        disk.lock();
        try {
            database.execute(sql);
        } finally {
            disk.unlock();
        }
    }

    private void run() {
        long trimmed = System.nanoTime() - limits.trim().toNanos();
        boolean last = false;
        while (!last) {
            List<PastBoot> boots;
            lock.lock();
            try {
                last = pause();
                boots = new ArrayList<>(waiting.values());
            } finally {
                lock.unlock();
            }
            boolean due = System.nanoTime() - trimmed >= limits.trim().toNanos();
            if (work(boots, due) && due) {
                trimmed = System.nanoTime();
            }
        }
    }

    /** True at the end. */
    private boolean pause() {
        try {
            long left = limits.every().toNanos();
            while (left > 0 && !closed) {
                left = ending.awaitNanos(left);
            }
            return closed;
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private boolean work(List<PastBoot> boots, boolean trim) {
        disk.lock();
        try {
            if (trim) {
                // First, as it may make the room that writing needs.
                database.trim(clock.instant().minus(limits.age()), limits.boots());
            }
            if (!boots.isEmpty()) {
                database.write(boots);
                written(boots);
            }
            return true;
        } catch (StoreException failure) {
            failed(failure.getMessage());
        } catch (RuntimeException defect) {
            failed(defect.toString());
        } finally {
            disk.unlock();
        }
        return false;
    }

    private void written(List<PastBoot> boots) {
        long gone;
        lock.lock();
        try {
            boots.forEach(boot -> waiting.remove(boot.id(), boot));
            gone = lost;
            lost = 0;
        } finally {
            lock.unlock();
        }
        if (failing || gone > 0) {
            failing = false;
            notice(Level.INFO, "history-written", "the history of boots is on disk again" + (gone > 0 ? "; " + gone + " boots were not kept" : ""));
        }
    }

    private void failed(String why) {
        if (!failing) {
            failing = true;
            notice(Level.ERROR, "history-not-written", "boots are not kept until their history can be written, which is tried again; machines boot on: " + why);
        }
    }

    private void notice(Level level, String code, String sentence) {
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
            ending.signal();
        } finally {
            lock.unlock();
        }
        try {
            writer.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        disk.lock();
        try {
            database.close();
        } finally {
            disk.unlock();
        }
    }
}
