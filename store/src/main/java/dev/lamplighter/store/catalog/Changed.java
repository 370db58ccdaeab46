package dev.lamplighter.store.catalog;

import java.util.Optional;

/**
 * What one change did, for the audit: the file below the data folder ({@code groups/node1.json}) and what it said before and after, empty
 * where there was or is none. Objects are told as one line of JSON, templates and whatever is long by size and SHA-256.
 */
public record Changed(String file, Optional<String> before, Optional<String> after) {}
