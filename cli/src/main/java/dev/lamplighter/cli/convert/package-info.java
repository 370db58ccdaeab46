/** Commands that bring in what other programs were told, or tell them what we say. */
package dev.lamplighter.cli.convert;
