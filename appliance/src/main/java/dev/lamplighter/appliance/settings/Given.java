package dev.lamplighter.appliance.settings;

/** A setting's value as text, and where it came from. A list is joined by commas. */
public record Given(String text, Origin origin) {}
