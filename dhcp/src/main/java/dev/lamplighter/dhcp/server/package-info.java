/** The sockets of DHCP. */
package dev.lamplighter.dhcp.server;
