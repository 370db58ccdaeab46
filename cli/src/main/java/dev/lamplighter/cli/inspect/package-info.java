/** Looks at a catalog as the server would read it: what is wrong with a directory, and what one machine gets. */
package dev.lamplighter.cli.inspect;
