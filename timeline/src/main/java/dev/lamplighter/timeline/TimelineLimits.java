package dev.lamplighter.timeline;

/**
 * What a timeline keeps in memory.
 *
 * @param machines of how many machines it knows boots; the one that was silent for the longest time goes first
 * @param boots of how many boots of each machine
 * @param steps of how many steps of each boot; what comes after them is not kept, but counts for the stage
 * @param addresses of how many addresses it knows whose they are
 */
public record TimelineLimits(int machines, int boots, int steps, int addresses) {

    public static final TimelineLimits DEFAULT = new TimelineLimits(5000, 4, 80, 20_000);
}
