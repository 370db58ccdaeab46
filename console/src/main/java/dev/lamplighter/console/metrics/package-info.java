/** What is counted and measured, for Prometheus: events in, numbers out; no socket. */
package dev.lamplighter.console.metrics;
