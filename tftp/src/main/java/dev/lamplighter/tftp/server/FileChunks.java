package dev.lamplighter.tftp.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** What was lately read of the files that are being sent, in chunks that all transfers share. Virtual threads do the reading. */
final class FileChunks {

    static final int CHUNK = 64 << 10;

    private static final int READERS = 32;

    private record Key(OpenFile file, long index) {}

    private final int most;
    private final Semaphore readers = new Semaphore(READERS);
    private final Map<Key, CompletableFuture<byte[]>> chunks = new LinkedHashMap<>(64, 0.75f, true);

    /** {@code octets} bounds what is kept; at least four chunks are. */
    FileChunks(int octets) {
        this.most = Math.max(4, octets / CHUNK);
    }

    /** Octets {@code index * CHUNK} and on; completed by a virtual thread, exceptionally where the file cannot be read. */
    CompletableFuture<byte[]> chunk(OpenFile file, long index) {
        var key = new Key(file, index);
        CompletableFuture<byte[]> wanted;
        synchronized (chunks) {
            Optional<CompletableFuture<byte[]>> known = Optional.ofNullable(chunks.get(key));
            if (known.isPresent()) {
                return known.get();
            }
            wanted = new CompletableFuture<>();
            chunks.put(key, wanted);
            dropEldest();
        }
        Thread.ofVirtual().name("tftp-read").start(() -> read(key, wanted));
        return wanted;
    }

    void forget(OpenFile file) {
        synchronized (chunks) {
            chunks.keySet().removeIf(key -> key.file().equals(file));
        }
    }

    private void dropEldest() {
        Iterator<Key> eldest = chunks.keySet().iterator();
        while (chunks.size() > most && eldest.hasNext()) {
            eldest.next();
            eldest.remove();
        }
    }

    private void read(Key key, CompletableFuture<byte[]> wanted) {
        readers.acquireUninterruptibly();
        try {
            long from = key.index() * CHUNK;
            var octets = new byte[(int) Math.min(CHUNK, key.file().length() - from)];
            var into = ByteBuffer.wrap(octets);
            while (into.hasRemaining()) {
                if (key.file().channel().read(into, from + into.position()) < 0) {
                    throw new IOException("became shorter while it was being sent");
                }
            }
            wanted.complete(octets);
        } catch (IOException | RuntimeException failed) {
            synchronized (chunks) {
                chunks.remove(key, wanted);
            }
            wanted.completeExceptionally(failed);
        } finally {
            readers.release();
        }
    }
}
