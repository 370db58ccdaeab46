/** The one configuration: file, variables and flags to one record for each room. */
package dev.lamplighter.appliance.settings;
