package dev.lamplighter.tftp.server;

import dev.lamplighter.model.Bytes;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;

/** What a transfer sends. */
sealed interface Content extends AutoCloseable {

    long length();

    /** Brings {@code octets} from {@code offset} on into memory; completed at once where they are, else by another thread. */
    CompletableFuture<Extract> read(long offset, int octets);

    @Override
    void close();

    /** A part of the content that is in memory. */
    @FunctionalInterface
    interface Extract {
        void copy(long offset, int octets, ByteBuf to);
    }

    record InMemory(Bytes bytes) implements Content {
        @Override
        public long length() {
            return bytes.length();
        }

        @Override
        public CompletableFuture<Extract> read(long offset, int octets) {
            return CompletableFuture.completedFuture((from, count, to) -> to.writeBytes(bytes.asBuffer().slice((int) from, count)));
        }

        @Override
        public void close() {}
    }

    /** Reads one chunk further than it is asked, so that the next is there when its turn comes. */
    record OnDisk(OpenFile file, OpenFiles files) implements Content {
        @Override
        public long length() {
            return file.length();
        }

        @Override
        public CompletableFuture<Extract> read(long offset, int octets) {
            if (octets == 0) {
                return CompletableFuture.completedFuture((from, count, to) -> {});
            }
            long first = offset / FileChunks.CHUNK;
            long last = (offset + octets - 1) / FileChunks.CHUNK;
            var parts = new ArrayList<CompletableFuture<byte[]>>();
            for (long index = first; index <= last; index++) {
                parts.add(files.chunks().chunk(file, index));
            }
            if ((last + 1) * FileChunks.CHUNK < file.length()) {
                var _ = files.chunks().chunk(file, last + 1);
            }
            return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new)).thenApply(ready -> (from, count, to) -> {
                long at = from;
                int left = count;
                while (left > 0) {
                    byte[] part = parts.get((int) (at / FileChunks.CHUNK - first)).join();
                    int within = (int) (at % FileChunks.CHUNK);
                    int some = Math.min(left, part.length - within);
                    to.writeBytes(part, within, some);
                    at += some;
                    left -= some;
                }
            });
        }

        @Override
        public void close() {
            files.leave(file);
        }
    }
}
