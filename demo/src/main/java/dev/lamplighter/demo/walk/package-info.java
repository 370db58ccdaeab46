/** The built-in client: goes the way of a machine, from firmware to operating system, over the same wire, and boots nothing. */
package dev.lamplighter.demo.walk;
