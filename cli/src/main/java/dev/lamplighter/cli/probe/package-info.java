/** {@code lamplighter probe}: a client on the real wire. */
package dev.lamplighter.cli.probe;
