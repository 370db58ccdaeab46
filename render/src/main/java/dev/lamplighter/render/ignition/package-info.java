/**
 * Ignition configurations 3.0.0 to 3.6.0: read, checked as Ignition checks them, translated up to 3.4.0 as Matchbox does, and printed.
 *
 * <p>{@link dev.lamplighter.render.ignition.Specification} is the table of what an Ignition file may hold;
 * {@link dev.lamplighter.render.ignition.Section} is an object of a file in that shape, and the classes named {@code …Rules} say what
 * must be true of it.
 */
package dev.lamplighter.render.ignition;
