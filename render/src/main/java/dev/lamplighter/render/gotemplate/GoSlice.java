package dev.lamplighter.render.gotemplate;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;

/**
 * A part of a list, with a capacity beyond its length as a Go slice has. A list that Go decoded from JSON grew by doubling, and
 * {@code slice} may reach into that spare room, where it finds nil.
 */
final class GoSlice extends AbstractList<Object> {

    /** Above this length Go grows by less than doubling; such lists are taken to have no spare room. */
    private static final int DOUBLES_UP_TO = 512;

    private final List<?> whole;
    private final int from;
    private final int length;
    private final int capacity;

    private GoSlice(List<?> whole, int from, int length, int capacity) {
        this.whole = whole;
        this.from = from;
        this.length = length;
        this.capacity = capacity;
    }

    /** The slice that {@code list} is. */
    static GoSlice of(List<?> list) {
        return list instanceof GoSlice slice ? slice : new GoSlice(list, 0, list.size(), grown(list.size()));
    }

    private static int grown(int length) {
        return length == 0 || length > DOUBLES_UP_TO ? length : Math.max(1, Integer.highestOneBit(length - 1) << 1);
    }

    /** Elements {@code start} (inclusive) to {@code end} (exclusive), able to grow up to {@code most}; all three at most {@link #capacity}. */
    GoSlice part(int start, int end, int most) {
        return new GoSlice(whole, from + start, end - start, most - start);
    }

    int capacity() {
        return capacity;
    }

    @Override
    public Object get(int index) {
        Objects.checkIndex(index, length);
        int at = from + index;
        return at < whole.size() ? whole.get(at) : null;
    }

    @Override
    public int size() {
        return length;
    }
}
