package dev.lamplighter.audit.file;

import dev.lamplighter.audit.AuditRecord;
import dev.lamplighter.audit.Records;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.BootEvent.Notice.Level;
import dev.lamplighter.model.event.Events;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Writes records from a thread of its own, so that nobody who makes one ever waits. What was written is on the disk a second later, which is what
 * a crash can lose. While nothing can be written records wait, as many as {@code buffer}; what is more is counted, and told in the file and the log
 * when it can be written again.
 */
public final class AuditWriter implements Consumer<AuditRecord>, AutoCloseable {

    private static final Duration FORCED = Duration.ofSeconds(1);
    private static final long LONGEST_CLOSE = 5_000;
    private static final int AT_ONCE = 256 << 10;

    private final Path path;
    private final AuditFile file;
    private final Events events;
    private final BlockingQueue<String> arriving;
    private final Queue<String> unwritten = new ArrayDeque<>();
    private final int buffer;
    private final AtomicLong lost = new AtomicLong();
    private final Thread thread;
    private boolean failing;
    private boolean unforced;
    private long retry;
    private volatile boolean closing;

    private AuditWriter(Path path, AuditFile file, int buffer, Events events) {
        this.path = path;
        this.file = file;
        this.buffer = buffer;
        this.events = events;
        this.arriving = new ArrayBlockingQueue<>(buffer);
        this.thread = Thread.ofPlatform().daemon().name("audit").unstarted(this::run);
    }

    /** Opens {@code path}; {@code keep} files of {@code size} octets before it are kept. What is thrown says what is in the way. */
    public static AuditWriter open(Path path, long size, int keep, int buffer, Events events) throws IOException {
        var writer = new AuditWriter(path, new AuditFile(path, size, keep), buffer, events);
        writer.thread.start();
        return writer;
    }

    @Override
    public void accept(AuditRecord record) {
        if (!arriving.offer(record.line())) {
            lost.incrementAndGet();
        }
    }

    private void run() {
        long forced = System.nanoTime();
        boolean last = false;
        while (!last) {
            last = closing;
            collect(last);
            if (!failing || last || System.nanoTime() - retry >= 0) {
                write();
            }
            if (unforced && (last || System.nanoTime() - forced >= FORCED.toNanos())) {
                force();
                forced = System.nanoTime();
            }
        }
    }

    private void collect(boolean last) {
        try {
            String first = last ? arriving.poll() : arriving.poll(FORCED.toMillis() / 4, TimeUnit.MILLISECONDS);
            if (first != null) {
                keep(first);
                var more = new ArrayList<String>();
                arriving.drainTo(more);
                more.forEach(this::keep);
            }
        } catch (InterruptedException hurried) {
            closing = true;
        }
    }

    private void keep(String line) {
        if (unwritten.size() < buffer) {
            unwritten.add(line);
        } else {
            lost.incrementAndGet();
        }
    }

    private void write() {
        try {
            while (!unwritten.isEmpty()) {
                var lines = new ByteArrayOutputStream();
                int count = 0;
                for (String line : unwritten) {
                    if (count > 0 && lines.size() + line.length() > AT_ONCE) {
                        break;
                    }
                    lines.writeBytes((line + "\n").getBytes(StandardCharsets.US_ASCII));
                    count++;
                }
                file.append(lines.toByteArray());
                unforced = true;
                for (int written = 0; written < count; written++) {
                    unwritten.remove();
                }
            }
            tellLost();
        } catch (IOException | RuntimeException failed) {
            failed(failed);
        }
    }

    private void tellLost() throws IOException {
        long count = lost.get();
        if (count > 0) {
            file.append((Records.lost(events.stamp(), count).line() + "\n").getBytes(StandardCharsets.US_ASCII));
            lost.addAndGet(-count);
            notice(Level.WARN, "audit-lost", count + " records of the audit were lost, because " + path + " could not be written as fast as they came");
        }
    }

    private void force() {
        try {
            file.force();
            unforced = false;
            recovered();
        } catch (IOException failed) {
            failed(failed);
        }
    }

    private void failed(Exception why) {
        retry = System.nanoTime() + FORCED.toNanos();
        if (!failing) {
            failing = true;
            notice(Level.ERROR, "audit-not-written", "the audit cannot be written, which is tried again, and serving goes on: " + path + ": " + why.getMessage());
        }
    }

    private void recovered() {
        if (failing) {
            failing = false;
            notice(Level.INFO, "audit-written", "the audit is written again: " + path);
        }
    }

    private void notice(Level level, String code, String sentence) {
        events.publish(new BootEvent.Notice(events.stamp(), level, code, sentence));
    }

    /** Writes what waits. */
    @Override
    public void close() {
        closing = true;
        boolean interrupted = false;
        try {
            thread.join(LONGEST_CLOSE);
        } catch (InterruptedException hurried) {
            interrupted = true;
        }
        if (!thread.isAlive()) {
            try {
                file.close();
            } catch (IOException failed) {
                failed(failed);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
