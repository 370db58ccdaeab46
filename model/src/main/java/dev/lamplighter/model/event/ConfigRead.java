package dev.lamplighter.model.event;

import java.util.Optional;

/**
 * That a request was for what configures a machine: {@code what} is its name ({@code ignition}, {@code nocloud/user-data}), {@code sha256} that
 * of the document in hexadecimal, empty where none was made.
 */
public record ConfigRead(String what, Optional<String> sha256) {}
