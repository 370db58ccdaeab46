/** What dnsmasq was told, as settings of ours. */
package dev.lamplighter.cli.convert.dnsmasq;
