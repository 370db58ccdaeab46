package dev.lamplighter.dhcp.server;

/** Limits of the door: how many answers may wait for the disk at once, and how many of those for one client. */
public record DhcpSettings(int waiting, int waitingPerClient) {

    public static final DhcpSettings DEFAULT = new DhcpSettings(1024, 4);
}
