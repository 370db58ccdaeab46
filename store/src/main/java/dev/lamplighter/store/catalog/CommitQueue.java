package dev.lamplighter.store.catalog;

import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.StoreException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Commits of several callers, one after the other. Those that wait while others are written are written together, so that they share the wait
 * for the disk.
 */
final class CommitQueue implements AutoCloseable {

    /** What one caller wants, and where it hears of it. */
    record Request(List<FileChange> files, OptionalLong ifRevision, Actor by, CompletableFuture<Committed> done) {
        Request {
            files = List.copyOf(files);
        }
    }

    private static final int MOST_TOGETHER = 128;

    private final BlockingQueue<Request> waiting = new LinkedBlockingQueue<>();
    private final Consumer<List<Request>> writer;
    private final Object starting = new Object();
    private Thread thread = new Thread();
    private boolean closed;

    /** {@code writer} completes every request that it is given, on one thread. */
    CommitQueue(Consumer<List<Request>> writer) {
        this.writer = writer;
    }

    Committed commit(List<FileChange> files, OptionalLong ifRevision, Actor by) throws StoreException {
        var request = new Request(files, ifRevision, by, new CompletableFuture<>());
        synchronized (starting) {
            if (closed) {
                throw new StoreException(Kind.FAILED, "the store is closed; nothing was changed");
            }
            waiting.add(request);
            if (!thread.isAlive()) {
                thread = Thread.ofPlatform().daemon().name("catalog-writer").start(this::run);
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
        while (true) {
            try {
                batch.add(waiting.take());
            } catch (InterruptedException closing) {
                return;
            }
            waiting.drainTo(batch, MOST_TOGETHER - 1);
            try {
                writer.accept(batch);
            } catch (RuntimeException | Error failed) {
                batch.forEach(request -> request.done().completeExceptionally(failed));
            }
            batch.clear();
        }
    }

    /** Lets what is being written finish; what still waits is refused. */
    @Override
    public void close() {
        Thread writing;
        synchronized (starting) {
            closed = true;
            writing = thread;
        }
        var left = new ArrayList<Request>();
        waiting.drainTo(left);
        left.forEach(request -> request.done().completeExceptionally(
                new StoreException(Kind.FAILED, "the store was closed; nothing was changed")));
        writing.interrupt();
        try {
            writing.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
