package dev.lamplighter.model;

/** A DHCP option that the operator wrote, as its octets on the wire. Sent where the client asks for it, or {@code always}. */
public record ExtraOption(int code, Bytes value, boolean always) {}
