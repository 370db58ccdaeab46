package dev.lamplighter.model.event;

import java.time.Instant;

/**
 * When and where an event was made: the instance that made it, its number there (from 1, without gaps), the wall clock, and the monotonic
 * clock in nanoseconds, which alone may be used for durations.
 */
public record Stamp(String instance, long sequence, Instant wall, long monotonic) {}
