/** Netty event loops, interfaces, sockets and raw frames. */
package dev.lamplighter.net;
