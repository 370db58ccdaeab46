package dev.lamplighter.http.service;

import dev.lamplighter.http.packet.ByteRange;
import dev.lamplighter.model.Bytes;
import java.util.List;
import java.util.Optional;

/** The body of an answer. */
public sealed interface Content {

    Content NONE = new Octets(Bytes.EMPTY, true);

    /** How many octets it has. */
    long length();

    /** Bytes in memory. Where the length is not {@code announced}, HTTP/1.1 sends it in chunks and HTTP/1.0 until the connection ends. */
    record Octets(Bytes bytes, boolean announced) implements Content {
        @Override
        public long length() {
            return bytes.length();
        }
    }

    /** Runs of a file in order, each with the octets that come before it, and the octets that come at the end. */
    record FromFile(StoredFile file, List<Slice> slices, Bytes end) implements Content {
        public FromFile {
            slices = List.copyOf(slices);
        }

        /** All that is sent, where that is the whole file and it is in memory. */
        public Optional<Bytes> octets() {
            return slices.size() == 1 && length() == file.size() && slices.getFirst().range().length() == file.size() ? file.octets() : Optional.empty();
        }

        @Override
        public long length() {
            return slices.stream().mapToLong(slice -> slice.before().length() + slice.range().length()).sum() + end.length();
        }
    }

    record Slice(Bytes before, ByteRange range) {}
}
