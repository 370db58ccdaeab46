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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Commits of several callers, one after the other. Those that wait while others are written are written together, so that they share the wait
 * for the disk.
 */
final class CommitQueue implements AutoCloseable {

    /** What one caller wants, the new content of each file (none where it goes), and where the caller hears of it. */
    record Request(List<FileChange> files, List<Optional<StagedFile>> staged, OptionalLong ifRevision, Actor by,
            CompletableFuture<Committed> done) {
        Request {
            files = List.copyOf(files);
            staged = List.copyOf(staged);
        }

        void refuse(Throwable why) {
            staged.forEach(file -> file.ifPresent(StagedFile::discard));
            done.completeExceptionally(why);
        }
    }

    /** Writes for all. Runs on one thread at a time. */
    interface Writer {

        /** Completes every request of {@code batch}. */
        void write(List<Request> batch);

        /** Nothing has been written for a while. */
        void rest();
    }

    /** Ends the thread. An interrupt would close files that are being written. */
    private static final Request END = new Request(List.of(), List.of(), OptionalLong.empty(), new Actor("", ""), new CompletableFuture<>());

    private static final int MOST_TOGETHER = 128;
    private static final Duration REST_AFTER = Duration.ofSeconds(1);

    private final BlockingQueue<Request> waiting = new LinkedBlockingQueue<>();
    private final Writer writer;
    private final Object starting = new Object();
    private Thread thread = new Thread();
    private boolean closed;

    CommitQueue(Writer writer) {
        this.writer = writer;
    }

    Committed commit(List<FileChange> files, List<Optional<StagedFile>> staged, OptionalLong ifRevision, Actor by) throws StoreException {
        var request = new Request(files, staged, ifRevision, by, new CompletableFuture<>());
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
        try {
            return request.done().get();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new StoreException(Kind.FAILED, "interrupted while the change was written: look whether it was made", hurried);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof StoreException refused) {
                throw refused;
            }
            throw new StoreException(Kind.FAILED, "the change could not be written: " + failed.getCause(), failed.getCause());
        }
    }

    private void run() {
        var batch = new ArrayList<Request>();
        boolean rested = true;
        while (true) {
            Optional<Request> next;
            try {
                next = rested ? Optional.of(waiting.take()) : Optional.ofNullable(waiting.poll(REST_AFTER.toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException nobodyDoesThis) {
                return;
            }
            if (next.isEmpty()) {
                writer.rest();
                rested = true;
                continue;
            }
            rested = false;
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
