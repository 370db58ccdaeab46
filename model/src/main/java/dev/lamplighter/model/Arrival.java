package dev.lamplighter.model;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;

/** Where and when something was asked: segment, ports, relay. The interface's own address is the segment's. */
public record Arrival(Segment via, InetSocketAddress from, InetSocketAddress to, Optional<Relay> relay, Instant at) {}
