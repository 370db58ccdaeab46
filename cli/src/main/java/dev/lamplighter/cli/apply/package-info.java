/** Makes a server equal to a directory: what differs, and in which order it is changed. */
package dev.lamplighter.cli.apply;
