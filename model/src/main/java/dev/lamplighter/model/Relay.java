package dev.lamplighter.model;

import java.util.Optional;

/** The relay agent that a question came through: its address ({@code giaddr}) and its option 82 as it was sent (RFC 3046). */
public record Relay(Ip4 giaddr, Optional<Bytes> agentInformation) {}
