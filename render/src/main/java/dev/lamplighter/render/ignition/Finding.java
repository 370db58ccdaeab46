package dev.lamplighter.render.ignition;

import dev.lamplighter.render.Severity;

/**
 * What a rule says about a configuration.
 *
 * @param path of the value in the Ignition file, such as {@code storage.files.0.path}; empty for the whole file
 * @param origin where that value comes from; {@link Origin#UNKNOWN} if it was not given
 * @param around where the object comes from that holds it
 * @param message as Ignition words it
 */
public record Finding(Severity severity, String path, Origin origin, Origin around, String message) {}
