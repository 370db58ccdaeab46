package dev.lamplighter.console.service;

/**
 * Who asks at the admin door.
 *
 * @param name of the token, or of the local user; empty where none is known
 * @param from an address, or the process at the other end of the control socket
 * @param trusted whether it may change something, and see what configures machines
 */
public record Caller(String name, String from, boolean trusted) {}
