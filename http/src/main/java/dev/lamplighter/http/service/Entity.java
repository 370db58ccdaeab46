package dev.lamplighter.http.service;

import dev.lamplighter.http.packet.ByteRange;
import dev.lamplighter.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;

/** Something that can be sent whole or in parts. {@code modified} is the epoch where nobody knows. */
sealed interface Entity {

    String mediaType();

    long size();

    Instant modified();

    /** The runs in order, each after its own octets, and the octets at the end. */
    Content parts(List<Content.Slice> slices, Bytes end);

    default Content part(ByteRange range) {
        return parts(List.of(new Content.Slice(Bytes.EMPTY, range)), Bytes.EMPTY);
    }

    record InMemory(Bytes bytes, String mediaType) implements Entity {

        @Override
        public long size() {
            return bytes.length();
        }

        @Override
        public Instant modified() {
            return Instant.EPOCH;
        }

        @Override
        public Content part(ByteRange range) {
            boolean whole = range.length() == bytes.length();
            return new Content.Octets(whole ? bytes : cut(range), true);
        }

        @Override
        public Content parts(List<Content.Slice> slices, Bytes end) {
            var joined = new ByteArrayOutputStream();
            for (Content.Slice slice : slices) {
                joined.writeBytes(slice.before().toArray());
                joined.writeBytes(cut(slice.range()).toArray());
            }
            joined.writeBytes(end.toArray());
            return new Content.Octets(Bytes.owned(joined.toByteArray()), true);
        }

        private Bytes cut(ByteRange range) {
            return bytes.slice((int) range.start(), (int) (range.start() + range.length()));
        }
    }

    record OnDisk(StoredFile file, String mediaType) implements Entity {

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public Instant modified() {
            return file.modified();
        }

        @Override
        public Content parts(List<Content.Slice> slices, Bytes end) {
            return new Content.FromFile(file, slices, end);
        }
    }
}
