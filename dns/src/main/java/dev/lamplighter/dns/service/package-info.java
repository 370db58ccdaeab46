/** From a DNS question to its answer: overrides, cache, forwarding. No socket, no log. */
package dev.lamplighter.dns.service;
