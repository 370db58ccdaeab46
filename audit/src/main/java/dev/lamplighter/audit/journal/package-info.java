/** Records in systemd's journal, by its own protocol. */
package dev.lamplighter.audit.journal;
