package dev.lamplighter.audit;

/** How much of what was changed an audit keeps ({@code audit.contents}). */
public enum Contents {
    /** Digests alone. */
    HASHES,
    /** Digests, and which fields changed from what to what; of what may be secret only that it did. */
    CHANGES
}
