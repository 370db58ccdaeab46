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

    int code();

    record SubnetMask(Ip4 mask) implements DhcpOption {
        public int code() {
            return 1;
        }
    }

    record Routers(List<Ip4> addresses) implements DhcpOption {
        public Routers {
            addresses = List.copyOf(addresses);
        }

        public int code() {
            return 3;
        }
    }

    record DnsServers(List<Ip4> addresses) implements DhcpOption {
        public DnsServers {
            addresses = List.copyOf(addresses);
        }

        public int code() {
            return 6;
        }
    }

    record HostName(String name) implements DhcpOption {
        public int code() {
            return 12;
        }
    }

    record DomainName(String name) implements DhcpOption {
        public int code() {
            return 15;
        }
    }

    record BroadcastAddress(Ip4 address) implements DhcpOption {
        public int code() {
            return 28;
        }
    }

    /** Vendor-specific information: sub-options whose meaning the vendor class gives; PXE's here. */
    record VendorOptions(Bytes encapsulated) implements DhcpOption {
        public int code() {
            return 43;
        }
    }

    record RequestedAddress(Ip4 address) implements DhcpOption {
        public int code() {
            return 50;
        }
    }

    /** Whole seconds; 2^32-1 of them mean for ever. */
    record LeaseTime(Duration time) implements DhcpOption {
        public int code() {
            return 51;
        }
    }

    record MessageType(Kind kind) implements DhcpOption {
        public int code() {
            return 53;
        }
    }

    record ServerIdentifier(Ip4 address) implements DhcpOption {
        public int code() {
            return 54;
        }
    }

    /** The codes that a client wants, in its order; it may ask for codes that do not exist. */
    record ParameterRequests(List<Integer> codes) implements DhcpOption {
        public ParameterRequests {
            codes = List.copyOf(codes);
        }

        public int code() {
            return 55;
        }
    }

    /** Why a NAK is one, for a person. */
    record Message(String text) implements DhcpOption {
        public int code() {
            return 56;
        }
    }

    record MaxMessageSize(int octets) implements DhcpOption {
        public int code() {
            return 57;
        }
    }

    record RenewalTime(Duration time) implements DhcpOption {
        public int code() {
            return 58;
        }
    }

    record RebindingTime(Duration time) implements DhcpOption {
        public int code() {
            return 59;
        }
    }

    record VendorClass(String name) implements DhcpOption {
        public int code() {
            return 60;
        }
    }

    record ClientIdentifier(Bytes value) implements DhcpOption {
        public int code() {
            return 61;
        }
    }

    record TftpServerName(String name) implements DhcpOption {
        public int code() {
            return 66;
        }
    }

    record BootFileName(String name) implements DhcpOption {
        public int code() {
            return 67;
        }
    }

    /** User classes: a list with lengths (RFC 3004 section 4), or bare text, which is one class, as iPXE sends it. */
    record UserClass(List<String> names) implements DhcpOption {
        public UserClass {
            names = List.copyOf(names);
        }

        public int code() {
            return 77;
        }
    }

    /** What a relay agent says of where the client is; goes back as it came (RFC 3046 section 2.2). */
    record AgentInformation(Bytes value) implements DhcpOption {
        public int code() {
            return 82;
        }
    }

    /** Architectures in the client's order, one or more (RFC 4578 section 2.1). */
    record ClientArch(List<Integer> codes) implements DhcpOption {
        public ClientArch {
            codes = List.copyOf(codes);
        }

        public int code() {
            return 93;
        }
    }

    /** The machine's UUID in wire order, behind a type of 0: 17 octets (RFC 4578 section 2.3). */
    record MachineId(Bytes value) implements DhcpOption {
        public int code() {
            return 97;
        }
    }

    /** iPXE's encapsulated options, in both directions. */
    record IpxeOptions(Bytes encapsulated) implements DhcpOption {
        public int code() {
            return 175;
        }
    }

    /** Any other option; throws {@link IllegalArgumentException} for pad and end, which are none. */
    record Raw(int code, Bytes value) implements DhcpOption {
        public Raw {
            if (code < 1 || code > 254) {
                throw new IllegalArgumentException("an option's code is 1 to 254, not " + code);
            }
        }
    }

    /** What a message is; the number on the wire is one more than the ordinal (RFC 2132 section 9.6). */
    enum Kind { DISCOVER, OFFER, REQUEST, DECLINE, ACK, NAK, RELEASE, INFORM }
}
