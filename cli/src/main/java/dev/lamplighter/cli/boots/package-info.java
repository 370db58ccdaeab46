/** {@code lamplighter boots}: asks the appliance of this host through its control socket. */
package dev.lamplighter.cli.boots;
