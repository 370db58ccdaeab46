package dev.lamplighter.http.server;

import dev.lamplighter.http.packet.ByteRange;
import io.netty.channel.DefaultFileRegion;
import java.nio.channels.FileChannel;

/** A run of a file on its way out. Neither kind closes the file, which several runs may share. */
sealed interface FilePart permits FilePart.Region, FilePieces {

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
}
