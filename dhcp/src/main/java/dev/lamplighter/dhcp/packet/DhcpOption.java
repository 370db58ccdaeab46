package dev.lamplighter.dhcp.packet;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import java.time.Duration;
import java.util.List;

/**
 * One DHCP option (RFC 2132). Known codes have a type of their own; the rest, and a known code whose value has not its shape, stay as they
 * came, in {@link Raw}. Text has one character for each octet (ISO 8859-1), so that none is lost.
 */
public sealed interface DhcpOption {

    default int code() {
        return switch (this) {
            case SubnetMask _ -> 1;
            case Routers _ -> 3;
            case DnsServers _ -> 6;
            case HostName _ -> 12;
            case DomainName _ -> 15;
            case BroadcastAddress _ -> 28;
            case VendorOptions _ -> 43;
            case RequestedAddress _ -> 50;
            case LeaseTime _ -> 51;
            case MessageType _ -> 53;
            case ServerIdentifier _ -> 54;
            case ParameterRequests _ -> 55;
            case Message _ -> 56;
            case MaxMessageSize _ -> 57;
            case RenewalTime _ -> 58;
            case RebindingTime _ -> 59;
            case VendorClass _ -> 60;
            case ClientIdentifier _ -> 61;
            case TftpServerName _ -> 66;
            case BootFileName _ -> 67;
            case UserClass _ -> 77;
            case AgentInformation _ -> 82;
            case ClientArch _ -> 93;
            case MachineId _ -> 97;
            case IpxeOptions _ -> 175;
            case Raw raw -> raw.code();
        };
    }

    record SubnetMask(Ip4 mask) implements DhcpOption {}

    record Routers(List<Ip4> addresses) implements DhcpOption {
        public Routers {
            addresses = List.copyOf(addresses);
        }
    }

    record DnsServers(List<Ip4> addresses) implements DhcpOption {
        public DnsServers {
            addresses = List.copyOf(addresses);
        }
    }

    record HostName(String name) implements DhcpOption {}

    record DomainName(String name) implements DhcpOption {}

    record BroadcastAddress(Ip4 address) implements DhcpOption {}

    /** Vendor-specific information: sub-options whose meaning the vendor class gives; PXE's here. */
    record VendorOptions(Bytes encapsulated) implements DhcpOption {}

    record RequestedAddress(Ip4 address) implements DhcpOption {}

    /** Whole seconds; 2^32-1 of them mean for ever. */
    record LeaseTime(Duration time) implements DhcpOption {}

    record MessageType(Kind kind) implements DhcpOption {}

    record ServerIdentifier(Ip4 address) implements DhcpOption {}

    /** The codes that a client wants, in its order; it may ask for codes that do not exist. */
    record ParameterRequests(List<Integer> codes) implements DhcpOption {
        public ParameterRequests {
            codes = List.copyOf(codes);
        }
    }

    /** Why a NAK is one, for a person. */
    record Message(String text) implements DhcpOption {}

    record MaxMessageSize(int octets) implements DhcpOption {}

    record RenewalTime(Duration time) implements DhcpOption {}

    record RebindingTime(Duration time) implements DhcpOption {}

    record VendorClass(String name) implements DhcpOption {}

    record ClientIdentifier(Bytes value) implements DhcpOption {}

    record TftpServerName(String name) implements DhcpOption {}

    record BootFileName(String name) implements DhcpOption {}

    /** User classes: a list with lengths (RFC 3004 section 4), or bare text, which is one class, as iPXE sends it. */
    record UserClass(List<String> names) implements DhcpOption {
        public UserClass {
            names = List.copyOf(names);
        }
    }

    /** What a relay agent says of where the client is; goes back as it came (RFC 3046 section 2.2). */
    record AgentInformation(Bytes value) implements DhcpOption {}

    /** Architectures in the client's order, one or more (RFC 4578 section 2.1). */
    record ClientArch(List<Integer> codes) implements DhcpOption {
        public ClientArch {
            codes = List.copyOf(codes);
        }
    }

    /** The machine's UUID in wire order, behind a type of 0: 17 octets (RFC 4578 section 2.3). */
    record MachineId(Bytes value) implements DhcpOption {}

    /** iPXE's encapsulated options, in both directions. */
    record IpxeOptions(Bytes encapsulated) implements DhcpOption {}

    /** Any other option; throws {@link IllegalArgumentException} for pad and end, which are none. */
    record Raw(int code, Bytes value) implements DhcpOption {
        public Raw {
            if (code < 1 || code > 254) {
                throw new IllegalArgumentException("an option's code is 1 to 254, not " + code);
            }
        }
    }

    /** What a message is, with its number on the wire (RFC 2132 section 9.6). */
    enum Kind {
        DISCOVER(1), OFFER(2), REQUEST(3), DECLINE(4), ACK(5), NAK(6), RELEASE(7), INFORM(8);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }
    }
}
