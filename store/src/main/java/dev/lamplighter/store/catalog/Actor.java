package dev.lamplighter.store.catalog;

/** Who changes something ({@code CN=terraform}) and from where ({@code 192.0.2.7:40112}), for the audit. */
public record Actor(String name, String from) {}
