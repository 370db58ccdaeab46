/** Who changed what, from where, before and after, and who read what configures a machine: events in, records out. */
package dev.lamplighter.audit;
