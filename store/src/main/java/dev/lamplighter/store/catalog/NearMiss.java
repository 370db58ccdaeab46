package dev.lamplighter.store.catalog;

import java.util.Optional;

/**
 * A group that nearly matched: what its selector {@code key} wants, and what the machine said, empty where it said nothing. It speaks of
 * other machines, so it belongs into the log and never into an answer.
 */
public record NearMiss(String file, String key, String wants, Optional<String> had) {}
