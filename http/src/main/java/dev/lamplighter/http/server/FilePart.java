package dev.lamplighter.http.server;

import dev.lamplighter.http.packet.ByteRange;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.stream.ChunkedInput;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;

/** A run of a file on its way out. Neither kind closes the file, which several runs may share. */
sealed interface FilePart {

    /** How many octets have gone. */
    long gone();

    /** Sent by the kernel ({@code sendfile}). */
    final class Region extends DefaultFileRegion implements FilePart {

        Region(FileChannel file, ByteRange range) {
            super(file, range.start(), range.length());
        }

        @Override
        public long gone() {
            return transferred();
        }

        @Override
        protected void deallocate() {
            // The conversation closes the file when the whole answer is out.
        }
    }

    /** Read in pieces, for a connection that encrypts. */
    final class Pieces implements FilePart, ChunkedInput<ByteBuf> {

        private static final int PIECE = 64 << 10;

        private final FileChannel file;
        private final ByteRange range;
        private long gone;

        Pieces(FileChannel file, ByteRange range) {
            this.file = file;
            this.range = range;
        }

        @Override
        public long gone() {
            return gone;
        }

        @Override
        public boolean isEndOfInput() {
            return gone == range.length();
        }

        @Override
        public ByteBuf readChunk(ByteBufAllocator allocator) throws IOException {
            int wanted = (int) Math.min(PIECE, range.length() - gone);
            ByteBuf piece = allocator.buffer(wanted, wanted);
            try {
                while (piece.isWritable()) {
                    int read = piece.writeBytes(file, range.start() + gone + piece.readableBytes(), piece.writableBytes());
                    if (read < 0) {
                        throw new EOFException("the file became shorter while it was sent");
                    }
                }
                gone += wanted;
                return piece.retain();
            } finally {
                piece.release();
            }
        }

        @Override
        @Deprecated
        public ByteBuf readChunk(ChannelHandlerContext ctx) throws Exception {
            return readChunk(ctx.alloc());
        }

        @Override
        public long length() {
            return range.length();
        }

        @Override
        public long progress() {
            return gone;
        }

        @Override
        public void close() {
            // The conversation closes the file when the whole answer is out.
        }
    }
}
