package dev.lamplighter.net;

/** A line of the start table: {@code service} such as {@code tftp}, where ({@code udp 192.168.1.2:69}), and what is to know about it. */
public record Listening(String service, String where, String detail) {}
