/** Who is told that there is no IPv6 router: no socket, no clock, no log. */
package dev.lamplighter.dhcp.router.service;
