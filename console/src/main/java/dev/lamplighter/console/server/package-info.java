/** The sockets of the admin door. */
package dev.lamplighter.console.server;
