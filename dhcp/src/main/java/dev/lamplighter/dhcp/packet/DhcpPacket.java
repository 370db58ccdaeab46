package dev.lamplighter.dhcp.packet;

import dev.lamplighter.dhcp.packet.DhcpOption.AgentInformation;
import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpOption.MessageType;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Relay;
import java.util.List;
import java.util.Optional;

/**
 * A DHCP or BOOTP message as it is on the wire (RFC 2131 section 2), immutable. {@code sname} and {@code file} end before their first NUL
 * and are empty where they carried options. Each option occurs once: parts of a split one are put together (RFC 3396 section 7).
 */
public record DhcpPacket(Op op, int htype, int hops, int xid, int secs, boolean broadcast, Ip4 ciaddr, Ip4 yiaddr, Ip4 siaddr, Ip4 giaddr,
        Mac chaddr, String sname, String file, List<DhcpOption> options) {

    /** The longest {@code sname}, in octets. */
    public static final int SNAME = 64;

    /** The longest {@code file}, in octets. */
    public static final int FILE = 128;

    private static final int MESSAGE_TYPE = 53;

    public DhcpPacket {
        options = List.copyOf(options);
        if (sname.length() > SNAME || file.length() > FILE) {
            throw new IllegalArgumentException("sname has at most 64 octets and file 128");
        }
    }

    public <T extends DhcpOption> Optional<T> option(Class<T> type) {
        return options.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    public boolean has(int code) {
        return options.stream().anyMatch(option -> option.code() == code);
    }

    /** The message type; empty for BOOTP and for a type that is none. */
    public Optional<Kind> kind() {
        return option(MessageType.class).map(MessageType::kind);
    }

    /** The same packet with another {@code ciaddr}. */
    public DhcpPacket withCiaddr(Ip4 address) {
        return new DhcpPacket(op, htype, hops, xid, secs, broadcast, address, yiaddr, siaddr, giaddr, chaddr, sname, file, options);
    }

    /** Whether this is BOOTP: no message type at all (RFC 1534 section 2). */
    public boolean isBootp() {
        return !has(MESSAGE_TYPE);
    }

    /** The relay agent that this came through. */
    public Optional<Relay> relay() {
        return giaddr.isNone() ? Optional.empty() : Optional.of(new Relay(giaddr, option(AgentInformation.class).map(AgentInformation::value)));
    }

    /** Who speaks: client or server. */
    public enum Op { REQUEST, REPLY }
}
