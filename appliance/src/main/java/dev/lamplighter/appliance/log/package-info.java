/** What the appliance says to its operator: one line for each event. */
package dev.lamplighter.appliance.log;
