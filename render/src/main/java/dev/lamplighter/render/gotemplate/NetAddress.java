package dev.lamplighter.render.gotemplate;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** An IPv4 address (32 bits) or IPv6 address (128) to calculate with. Prints as RFC 5952 recommends. */
record NetAddress(BigInteger number, int bits) {

    private static final int IPV4 = 32;
    private static final int IPV6 = 128;
    private static final Pattern DOTTED = Pattern.compile("(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");
    private static final Pattern COLONS = Pattern.compile("[0-9A-Fa-f:]{2,39}");
    private static final Pattern PREFIX = Pattern.compile("0|[1-9]\\d{0,2}");

    static Optional<NetAddress> parse(String text) {
        if (text.length() > 39) {
            return Optional.empty();
        }
        boolean four = DOTTED.matcher(text).matches();
        if (!four && (text.indexOf(':') < 0 || !COLONS.matcher(text).matches())) {
            return Optional.empty();
        }
        try {
            // Only digits, dots and colons: nothing is looked up.
            return Optional.of(new NetAddress(new BigInteger(1, InetAddress.getByName(text).getAddress()), four ? IPV4 : IPV6));
        } catch (UnknownHostException none) {
            return Optional.empty();
        }
    }

    /** The address that many later; empty beyond the last one. */
    Optional<NetAddress> plus(long count) {
        BigInteger sum = number.add(BigInteger.valueOf(count));
        return sum.signum() < 0 || sum.bitLength() > bits ? Optional.empty() : Optional.of(new NetAddress(sum, bits));
    }

    private byte[] octets() {
        byte[] octets = new byte[bits / 8];
        byte[] all = number.toByteArray();
        int length = Math.min(all.length, octets.length);
        System.arraycopy(all, all.length - length, octets, octets.length - length, length);
        return octets;
    }

    @Override
    public String toString() {
        byte[] octets = octets();
        if (bits == IPV4) {
            return (octets[0] & 0xff) + "." + (octets[1] & 0xff) + "." + (octets[2] & 0xff) + "." + (octets[3] & 0xff);
        }
        int[] groups = new int[8];
        Arrays.setAll(groups, i -> (octets[2 * i] & 0xff) << 8 | (octets[2 * i + 1] & 0xff));
        return text(groups);
    }

    /** The longest run of two or more zeros, the first of equals, becomes {@code ::}. */
    private static String text(int[] groups) {
        int from = -1;
        int longest = 1;
        for (int i = 0; i < groups.length; i++) {
            int end = i;
            while (end < groups.length && groups[end] == 0) {
                end++;
            }
            if (end - i > longest) {
                from = i;
                longest = end - i;
            }
        }
        var text = new StringBuilder();
        for (int i = 0; i < groups.length; i++) {
            if (i == from) {
                text.append("::");
                i += longest - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":").append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    /** An address with the length of its network's prefix. */
    record Network(NetAddress address, int prefix) {

        static Optional<Network> parse(String text) {
            int slash = text.indexOf('/');
            if (slash < 0 || !PREFIX.matcher(text.substring(slash + 1)).matches()) {
                return Optional.empty();
            }
            int prefix = Integer.parseInt(text.substring(slash + 1));
            return NetAddress.parse(text.substring(0, slash)).filter(address -> prefix <= address.bits()).map(address -> new Network(address, prefix));
        }

        private int hostBits() {
            return address.bits() - prefix;
        }

        NetAddress netmask() {
            return new NetAddress(BigInteger.ONE.shiftLeft(prefix).subtract(BigInteger.ONE).shiftLeft(hostBits()), address.bits());
        }

        NetAddress first() {
            return new NetAddress(address.number().shiftRight(hostBits()).shiftLeft(hostBits()), address.bits());
        }

        Optional<NetAddress> host(long count) {
            BigInteger size = BigInteger.ONE.shiftLeft(hostBits());
            BigInteger offset = count < 0 ? size.add(BigInteger.valueOf(count)) : BigInteger.valueOf(count);
            return offset.signum() < 0 || offset.compareTo(size) >= 0 ? Optional.empty()
                    : Optional.of(new NetAddress(first().number().add(offset), address.bits()));
        }
    }
}
