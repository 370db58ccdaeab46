/** TFTP packets and their bytes (RFC 1350, 2347). */
package dev.lamplighter.tftp.packet;
