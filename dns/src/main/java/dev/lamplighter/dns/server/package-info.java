/** The DNS sockets: datagrams, streams, and the way to the upstream servers. */
package dev.lamplighter.dns.server;
