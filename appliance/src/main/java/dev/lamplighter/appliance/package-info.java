/** Puts the appliance together: settings, lifecycle, command line. */
package dev.lamplighter.appliance;
