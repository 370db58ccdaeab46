package dev.lamplighter.timeline;

/** Why a boot stopped: a stable code, a sentence, and what to check. Both may hold text from the wire. */
public record Diagnosis(String code, String sentence, String check) {}
