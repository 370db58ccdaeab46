/** The gRPC server: TLS, limits, and each call from its message to its answer. */
package dev.lamplighter.rpc.server;
