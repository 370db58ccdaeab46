/** {@code lamplighter machines}: the declared and the seen machines, and from where they boot. */
package dev.lamplighter.cli.machines;
