/** DHCP questions to answers: no socket, no clock, no log. */
package dev.lamplighter.dhcp.service;
