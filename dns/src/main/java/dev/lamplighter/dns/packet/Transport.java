package dev.lamplighter.dns.packet;

/** What a message travels over. */
public enum Transport {
    /** Datagrams: short, and the sender's address proves nothing. */
    UDP,
    /** A stream of messages, each after its length in two octets (RFC 1035 section 4.2.2). */
    TCP
}
