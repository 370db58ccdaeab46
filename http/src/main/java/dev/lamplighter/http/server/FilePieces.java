package dev.lamplighter.http.server;

import dev.lamplighter.http.packet.ByteRange;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.stream.ChunkedInput;
import io.netty.handler.stream.ChunkedWriteHandler;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/**
 * A run of a file that is read in pieces, for a connection that encrypts. Each piece is read on a virtual thread, as a disk may be slow; one is
 * read ahead while another goes out. Everything but the reading happens on the event loop.
 */
final class FilePieces implements FilePart, ChunkedInput<ByteBuf> {

    private static final int PIECE = 64 << 10;

    private final FileChannel file;
    private final ByteRange range;
    private final ChannelHandlerContext ctx;
    private Optional<ByteBuf> ready = Optional.empty();
    private Optional<IOException> failure = Optional.empty();
    private boolean reading;
    private boolean closed;
    private long asked;
    private long gone;

    FilePieces(FileChannel file, ByteRange range, ChannelHandlerContext ctx) {
        this.file = file;
        this.range = range;
        this.ctx = ctx;
    }

    @Override
    public long gone() {
        return gone;
    }

    @Override
    public boolean isEndOfInput() {
        return gone == range.length();
    }

    /** The next piece, or null until it is read: then the writer is woken. */
    @Override
    public ByteBuf readChunk(ByteBufAllocator allocator) throws IOException {
        if (failure.isPresent()) {
            throw failure.get();
        }
        Optional<ByteBuf> piece = ready;
        ready = Optional.empty();
        piece.ifPresent(some -> gone += some.readableBytes());
        readAhead();
        return piece.orElse(null);
    }

    private void readAhead() {
        if (reading || asked == range.length()) {
            return;
        }
        reading = true;
        long from = range.start() + asked;
        int wanted = (int) Math.min(PIECE, range.length() - asked);
        asked += wanted;
        Thread.ofVirtual().name("http-file").start(() -> read(from, wanted));
    }

    /** On a virtual thread. */
    private void read(long from, int wanted) {
        ByteBuf piece = ctx.alloc().buffer(wanted, wanted);
        try {
            Runnable back = fill(piece, from);
            ctx.executor().execute(back);
        } catch (RejectedExecutionException closing) {
            piece.release();
        }
    }

    private Runnable fill(ByteBuf piece, long from) {
        try {
            while (piece.isWritable()) {
                if (piece.writeBytes(file, from + piece.readableBytes(), piece.writableBytes()) < 0) {
                    throw new EOFException("the file became shorter while it was sent");
                }
            }
            return () -> filled(piece);
        } catch (IOException unreadable) {
            return () -> failed(piece, unreadable);
        }
    }

    private void filled(ByteBuf piece) {
        reading = false;
        if (closed) {
            piece.release();
        } else {
            ready = Optional.of(piece);
            resume();
        }
    }

    private void failed(ByteBuf piece, IOException why) {
        piece.release();
        failure = Optional.of(why);
        resume();
    }

    private void resume() {
        Optional.ofNullable(ctx.pipeline().get(ChunkedWriteHandler.class)).ifPresent(ChunkedWriteHandler::resumeTransfer);
    }

    @Override
    @Deprecated
    public ByteBuf readChunk(ChannelHandlerContext writer) throws Exception {
        return readChunk(writer.alloc());
    }

    @Override
    public long length() {
        return range.length();
    }

    @Override
    public long progress() {
        return gone;
    }

    /** The file itself is closed by the conversation, when the whole answer is out. */
    @Override
    public void close() {
        closed = true;
        ready.ifPresent(ByteBuf::release);
        ready = Optional.empty();
    }
}
