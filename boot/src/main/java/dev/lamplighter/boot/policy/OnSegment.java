package dev.lamplighter.boot.policy;

/** What holds for booting on one segment: who is told at all, and whether machines get what Secure Boot accepts. */
public record OnSegment(Answering answering, boolean secure) {

    public static final OnSegment DEFAULT = new OnSegment(Answering.ALL, false);
}
