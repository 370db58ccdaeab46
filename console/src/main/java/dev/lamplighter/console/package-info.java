/** The admin door: what happens on the appliance, for people, programs and monitoring. */
package dev.lamplighter.console;
