package dev.lamplighter.model.event;

import java.net.InetSocketAddress;

/** Between whom something was said: our interface's name (empty where the socket serves several), the peer, and our end. */
public record Wire(String interfaceName, InetSocketAddress peer, InetSocketAddress local) {

    /** The peer's address as text, without a name look-up. */
    public String peerAddress() {
        return peer.getAddress() == null ? peer.getHostString() : peer.getAddress().getHostAddress();
    }
}
