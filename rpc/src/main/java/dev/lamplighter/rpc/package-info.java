/** The gRPC door. */
package dev.lamplighter.rpc;
