/** The sockets of TFTP: one for questions on each segment, one for each transfer. */
package dev.lamplighter.tftp.server;
