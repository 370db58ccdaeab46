package dev.lamplighter.appliance.doctor.firewall;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Subnet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The first packet that a booting machine sends to a service, which must come in. {@code sources} are the addresses it may come from, empty where they are
 * not known; {@code sourcePort} is empty where the client may choose.
 */
public record Knock(String service, Protocol protocol, int port, String interfaceName, Optional<Subnet> sources, OptionalInt sourcePort, Ip4 destination) {

    private static final Subnet NO_ADDRESS = new Subnet(Ip4.NONE, 32);
    private static final int DHCP_SERVER = 67;
    private static final int DHCP_CLIENT = 68;

    /** What carries it. */
    public enum Protocol {
        UDP, TCP;

        /** As nft, iptables and {@code /proc/net} call it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A DISCOVER: broadcast by a machine that has no address yet (RFC 2131 section 4.1). */
    public static Knock discover(String interfaceName) {
        return new Knock("DHCP", Protocol.UDP, DHCP_SERVER, interfaceName, Optional.of(NO_ADDRESS), OptionalInt.of(DHCP_CLIENT), Ip4.BROADCAST);
    }

    /** A question to {@code destination} by a machine that has an address in {@code sources}. */
    public static Knock at(String service, Protocol protocol, int port, String interfaceName, Optional<Subnet> sources, Ip4 destination) {
        return new Knock(service, protocol, port, interfaceName, sources, OptionalInt.empty(), destination);
    }

    /** Such as {@code TFTP (udp 69)}. */
    public String named() {
        return service + " (" + protocol.word() + " " + port + ")";
    }
}
