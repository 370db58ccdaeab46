/** Router solicitations and advertisements, and their octets. */
package dev.lamplighter.dhcp.router.packet;
