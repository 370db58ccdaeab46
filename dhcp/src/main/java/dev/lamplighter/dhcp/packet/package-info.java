/** DHCP messages and their bytes. */
package dev.lamplighter.dhcp.packet;
