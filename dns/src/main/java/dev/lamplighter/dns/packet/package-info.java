/** DNS bytes to records and back (RFC 1035 section 4). Total: nothing is thrown for bytes of any kind, and work is bounded by their length. */
package dev.lamplighter.dns.packet;
