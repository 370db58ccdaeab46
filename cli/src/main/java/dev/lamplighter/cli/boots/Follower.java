package dev.lamplighter.cli.boots;

import tools.jackson.databind.JsonNode;

/** Shows boots as they change. */
interface Follower extends AutoCloseable {

    /** A boot as it stands now. */
    void changed(JsonNode boot);

    @Override
    default void close() {}
}
