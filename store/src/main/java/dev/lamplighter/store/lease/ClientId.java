package dev.lamplighter.store.lease;

import dev.lamplighter.model.Bytes;

/** What identifies a client to a lease: its option 61, or hardware type and address where it sent none (RFC 2131 section 4.2). */
public record ClientId(Bytes value) {}
