package dev.lamplighter.model;

/** Names a segment: its interface. */
public record SegmentId(String name) {

    @Override
    public String toString() {
        return name;
    }
}
