package dev.lamplighter.dns.packet;

/** What the asker's OPT record says (RFC 6891 section 6.1): the datagram it can take in octets, its version, and whether it wants DNSSEC records. */
public record Edns(int udpSize, int version, boolean dnssecOk) {}
