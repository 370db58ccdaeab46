/** The DHCP door: full and proxy DHCP on port 67, PXE boot servers on port 4011. */
package dev.lamplighter.dhcp;
