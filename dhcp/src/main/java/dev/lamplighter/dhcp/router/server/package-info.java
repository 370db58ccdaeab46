/** The door that answers router solicitations of machines that boot. */
package dev.lamplighter.dhcp.router.server;
