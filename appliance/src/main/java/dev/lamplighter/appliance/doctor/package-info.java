/** What must hold on a host so that machines boot from it: rules over facts, which another package gathers. Pure. */
package dev.lamplighter.appliance.doctor;
