package dev.lamplighter.model;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** An IPv4 address, ordered as unsigned numbers. */
public record Ip4(int bits) implements IpAddress, Comparable<Ip4> {

    /** 0.0.0.0: "no address" in every field of a DHCP packet. */
    public static final Ip4 NONE = new Ip4(0);

    public static final Ip4 BROADCAST = new Ip4(-1);

    public static final Ip4 LOOPBACK = new Ip4(0x7f000001);

    /** Reads dotted decimal; throws {@link IllegalArgumentException} on anything else. */
    public static Ip4 of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an IPv4 address: " + text));
    }

    public static Ip4 of(InetAddress address) {
        return of(Bytes.owned(address.getAddress()), 0);
    }

    /** The four octets at {@code offset}. */
    public static Ip4 of(Bytes octets, int offset) {
        return new Ip4(octets.at(offset) << 24 | octets.at(offset + 1) << 16 | octets.at(offset + 2) << 8 | octets.at(offset + 3));
    }

    /** Reads four decimal numbers from 0 to 255 joined by dots. */
    public static Optional<Ip4> parse(String text) {
        int bits = 0;
        int octet = -1;
        int octets = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '.';
            if (c >= '0' && c <= '9') {
                octet = Math.max(octet, 0) * 10 + (c - '0');
                if (octet > 255) {
                    return Optional.empty();
                }
            } else if (c == '.' && octet >= 0 && octets < 4) {
                bits = bits << 8 | octet;
                octets++;
                octet = -1;
            } else {
                return Optional.empty();
            }
        }
        return octets == 4 ? Optional.of(new Ip4(bits)) : Optional.empty();
    }

    public Bytes octets() {
        return Bytes.owned(array());
    }

    public boolean isNone() {
        return bits == 0;
    }

    public boolean isLoopback() {
        return bits >>> 24 == 127;
    }

    /** The address {@code steps} further on, wrapping at the end of the address space. */
    public Ip4 plus(int steps) {
        return new Ip4(bits + steps);
    }

    @Override
    public InetAddress toInetAddress() {
        try {
            return InetAddress.getByAddress(array());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public int compareTo(Ip4 other) {
        return Integer.compareUnsigned(bits, other.bits);
    }

    @Override
    public String toString() {
        return (bits >>> 24) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255);
    }

    private byte[] array() {
        return new byte[] {(byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits};
    }
}
