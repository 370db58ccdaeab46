/** The virtual machine with real firmware. */
package dev.lamplighter.demo.machine;
