/** Gathers the facts about this host: reads {@code /proc} and {@code /run}, asks tools of the system, and changes nothing. */
package dev.lamplighter.appliance.doctor.host;
