/** The leases of this host's server: lists, releases, exports and imports them. */
package dev.lamplighter.cli.leases;
