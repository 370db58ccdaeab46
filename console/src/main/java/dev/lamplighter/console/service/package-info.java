/** Questions to the admin door and their answers; no socket, no clock. */
package dev.lamplighter.console.service;
