/** Certificates for the gRPC door: made for a first use, and looked at when something does not connect. */
package dev.lamplighter.cli.certs;
