package dev.lamplighter.http.packet;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What a {@code Range} header asks of something (RFC 9110 section 14.2), read as leniently and as strictly as Go's file server does. */
public sealed interface ByteRanges {

    /** Everything: nothing was asked for, or so much that the whole is less. */
    record Whole() implements ByteRanges {}

    /** At least one part, in the order asked for. */
    record Parts(List<ByteRange> ranges) implements ByteRanges {
        public Parts {
            ranges = List.copyOf(ranges);
        }
    }

    /** Every part begins behind the end. */
    record NoOverlap() implements ByteRanges {}

    /** Not a range of octets. */
    record Invalid() implements ByteRanges {}

    /** Reads {@code header}, which is empty when there was none, for {@code size} octets. More than {@code most} parts mean the whole. */
    static ByteRanges parse(String header, long size, int most) {
        if (header.isEmpty()) {
            return new Whole();
        }
        if (!header.startsWith("bytes=")) {
            return new Invalid();
        }
        var ranges = new ArrayList<ByteRange>();
        boolean behind = false;
        long sum = 0;
        int from = "bytes=".length();
        while (from <= header.length()) {
            int comma = header.indexOf(',', from);
            int end = comma < 0 ? header.length() : comma;
            String spec = header.substring(from, end).strip();
            from = end + 1;
            if (spec.isEmpty()) {
                continue;
            }
            switch (one(spec, size)) {
                case Parts(List<ByteRange> read) -> {
                    sum += read.getFirst().length();
                    ranges.add(read.getFirst());
                }
                case NoOverlap() -> behind = true;
                case Whole(), Invalid() -> {
                    return new Invalid();
                }
            }
            if (sum > size || ranges.size() > most) {
                return new Whole();
            }
        }
        if (!ranges.isEmpty()) {
            return new Parts(ranges);
        }
        return behind && size > 0 ? new NoOverlap() : new Whole();
    }

    private static ByteRanges one(String spec, long size) {
        int dash = spec.indexOf('-');
        if (dash < 0) {
            return new Invalid();
        }
        String first = spec.substring(0, dash).strip();
        String last = spec.substring(dash + 1).strip();
        if (first.isEmpty()) {
            OptionalLong suffix = number(last);
            return suffix.isEmpty() ? new Invalid() : part(size - Math.min(suffix.getAsLong(), size), size);
        }
        OptionalLong start = number(first);
        if (start.isEmpty()) {
            return new Invalid();
        }
        if (start.getAsLong() >= size) {
            return new NoOverlap();
        }
        if (last.isEmpty()) {
            return part(start.getAsLong(), size);
        }
        OptionalLong end = number(last);
        if (end.isEmpty() || end.getAsLong() < start.getAsLong()) {
            return new Invalid();
        }
        return part(start.getAsLong(), Math.min(end.getAsLong(), size - 1) + 1);
    }

    private static ByteRanges part(long start, long end) {
        return new Parts(List.of(new ByteRange(start, end - start)));
    }

    /** A decimal number of ASCII digits, with a plus sign if the client likes; nothing that does not fit into 63 bits. */
    private static OptionalLong number(String text) {
        int first = text.startsWith("+") ? 1 : 0;
        if (first == text.length()) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int i = first; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                return OptionalLong.empty();
            }
            value = value * 10 + digit;
        }
        return OptionalLong.of(value);
    }
}
