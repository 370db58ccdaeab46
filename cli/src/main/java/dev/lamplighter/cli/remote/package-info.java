/** Commands that ask a server over gRPC: ours or Matchbox itself. */
package dev.lamplighter.cli.remote;
