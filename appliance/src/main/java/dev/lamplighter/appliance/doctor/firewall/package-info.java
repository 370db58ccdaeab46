/** Reads the rules of nftables and iptables, and says which of them keeps a packet from coming in. Pure. */
package dev.lamplighter.appliance.doctor.firewall;
