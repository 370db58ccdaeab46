package dev.lamplighter.rpc.server;

/** A request as it came: a message, or bytes that are none. {@code octets} is its length on the wire, uncompressed. */
sealed interface Received<Q> {

    record Message<Q>(Q value, int octets) implements Received<Q> {}

    record Malformed<Q>(String why) implements Received<Q> {}
}
