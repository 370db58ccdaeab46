/** The Netty side of HTTP: connections, framing, timeouts and what is told about each request. Everything but the opening runs on event loops. */
package dev.lamplighter.http.server;
