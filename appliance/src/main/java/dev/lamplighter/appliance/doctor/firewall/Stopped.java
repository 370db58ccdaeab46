package dev.lamplighter.appliance.doctor.firewall;

/**
 * What stops a packet.
 *
 * @param surely false where it depends on more than is known of the packet, such as a rate
 * @param place the rule or chain as its tool names it
 * @param how what it does: {@code drops}
 * @param text the rule as its tool prints it
 * @param command what lets the packet in
 */
public record Stopped(Knock knock, boolean surely, String place, String how, String text, String command) {}
