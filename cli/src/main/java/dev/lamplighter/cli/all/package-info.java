/** The list of all commands, above the packages that hold them. */
package dev.lamplighter.cli.all;
