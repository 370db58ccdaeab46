package dev.lamplighter.store.catalog;

import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.StoreException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Commits of several callers, one after the other. Those that wait while others are written are written together, so that they share the wait
 * for the disk.
 */
final class CommitQueue implements AutoCloseable {

    /** What one caller wants, and where the caller hears of it. */
    record Request(List<FileChange> files, OptionalLong ifRevision, Actor by, CompletableFuture<Committed> done) {
        Request {
            files = List.copyOf(files);
        }

        void refuse(Throwable why) {
            done.completeExceptionally(why);
        }
    }

    /** Writes for all. Runs on one thread at a time. */
    interface Writer {

        /** Completes every request of {@code batch}. */
        void write(List<Request> batch);

        /** Nothing has been written for a second. */
        void rest();

        /** Nothing has been written for minutes. */
        void sleep();
    }

    /** Ends the thread. An interrupt would close files that are being written. */
    private static final Request END = new Request(List.of(), OptionalLong.empty(), new Actor("", ""), new CompletableFuture<>());

    private static final int MOST_TOGETHER = 128;
    private static final Duration REST_AFTER = Duration.ofSeconds(1);
    private static final Duration SLEEP_AFTER = Duration.ofMinutes(5);

    private enum Pace { BUSY, RESTING, SLEEPING }

    private final BlockingQueue<Request> waiting = new LinkedBlockingQueue<>();
    private final Writer writer;
    private final Object starting = new Object();
    private Thread thread = new Thread();
    private boolean closed;

    CommitQueue(Writer writer) {
        this.writer = writer;
    }

    /** Never waits. What comes is told on the writer's thread; where it is bad, by a {@link StoreException}. */
    CompletableFuture<Committed> begin(List<FileChange> files, OptionalLong ifRevision, Actor by) {
        var request = new Request(files, ifRevision, by, new CompletableFuture<>());
        synchronized (starting) {
            if (closed) {
                request.refuse(new StoreException(Kind.FAILED, "the store is closed; nothing was changed"));
            } else {
                waiting.add(request);
                if (!thread.isAlive()) {
                    thread = Thread.ofPlatform().daemon().name("catalog-writer").start(this::run);
                }
            }
        }
        return request.done();
    }

    private void run() {
        var batch = new ArrayList<Request>();
        var pace = Pace.SLEEPING;
        while (true) {
            Optional<Request> next;
            try {
                next = next(pace);
            } catch (InterruptedException nobodyDoesThis) {
                return;
            }
            if (next.isEmpty()) {
                pace = slower(pace);
                continue;
            }
            pace = Pace.BUSY;
            batch.add(next.get());
            waiting.drainTo(batch, MOST_TOGETHER - 1);
            boolean ending = batch.remove(END);
            write(batch);
            batch.clear();
            if (ending) {
                return;
            }
        }
    }

    private Optional<Request> next(Pace pace) throws InterruptedException {
        return switch (pace) {
            case BUSY -> Optional.ofNullable(waiting.poll(REST_AFTER.toMillis(), TimeUnit.MILLISECONDS));
            case RESTING -> Optional.ofNullable(waiting.poll(SLEEP_AFTER.toMillis(), TimeUnit.MILLISECONDS));
            case SLEEPING -> Optional.of(waiting.take());
        };
    }

    private Pace slower(Pace pace) {
        return switch (pace) {
            case BUSY -> {
                writer.rest();
                yield Pace.RESTING;
            }
            case RESTING, SLEEPING -> {
                writer.sleep();
                yield Pace.SLEEPING;
            }
        };
    }

    private void write(List<Request> batch) {
        try {
            writer.write(batch);
        } catch (RuntimeException | Error failed) {
            batch.forEach(request -> request.refuse(failed));
        }
    }

    /** Lets what was asked for before be written. */
    @Override
    public void close() {
        Thread writing;
        synchronized (starting) {
            closed = true;
            writing = thread;
            if (writing.isAlive()) {
                waiting.add(END);
            }
        }
        try {
            writing.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
