/** What another DHCP server must be told, so that it sends machines to us. */
package dev.lamplighter.cli.convert.export;
