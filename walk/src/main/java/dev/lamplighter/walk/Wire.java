package dev.lamplighter.walk;

import dev.lamplighter.dhcp.packet.DhcpPacket;
import java.net.URI;
import java.util.List;

/**
 * How a client asks. One implementation is a real wire, another a server's own decisions without one. It is asked by one thread, one question
 * after the other, in the order of a boot; it may remember what went over it (the address that was acknowledged) and forgets it at a RELEASE.
 */
public interface Wire {

    /**
     * Sends {@code asked} and returns every answer that was heard for its {@code xid}, in the order of hearing, each once; empty is silence.
     * A wire may send it several times. After a RELEASE nobody waits. A packet with {@code giaddr} comes from a relay agent, and one that goes to a
     * {@link DhcpTarget.BootServer} has as {@code ciaddr} the address that the client was given, if it was given one here.
     *
     * @throws WalkException if nothing can be sent or heard at all
     */
    List<Heard> dhcp(DhcpPacket asked, DhcpTarget target) throws WalkException;

    /**
     * Reads {@code what}, at most {@code most} octets of it, which is then all that the transfer takes. {@code tftp://host/name}: the name is
     * the path without its first slash; {@code http://host:port/path?query} as a client of this boot asks for it: the host may be a name.
     *
     * @throws WalkException if no answer comes; an answer that refuses is a {@link Fetched} with its status
     */
    Fetched fetch(URI what, long most) throws WalkException;

    /**
     * Whether silence means that nobody offers an address. False where only one server's decisions are asked: if that server offers none, the
     * address comes from another one, of which nothing is known here.
     */
    default boolean hearsEverybody() {
        return true;
    }
}
