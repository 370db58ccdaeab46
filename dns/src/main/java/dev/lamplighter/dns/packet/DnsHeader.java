package dev.lamplighter.dns.packet;

/** What an answer repeats from the header of its question (RFC 1035 section 4.1.1, RFC 4035 section 3.2.2 for {@code checkingDisabled}). */
public record DnsHeader(int id, int opcode, boolean recursionDesired, boolean checkingDisabled) {}
