/** The DNS door: names of our own, and forwarding of the rest. */
package dev.lamplighter.dns;
