/** The way of a booting machine as pure steps over a {@link dev.lamplighter.walk.Wire}, and what it reports. */
package dev.lamplighter.walk;
