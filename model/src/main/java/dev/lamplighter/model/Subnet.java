package dev.lamplighter.model;

import java.util.Optional;

/** An IPv4 subnet: its network address and the length of its prefix, 0 to 32. */
public record Subnet(Ip4 network, int prefix) {

    public Subnet {
        if (prefix < 0 || prefix > 32) {
            throw new IllegalArgumentException("a prefix is 0 to 32 bits long, not " + prefix);
        }
        network = new Ip4(network.bits() & bits(prefix));
    }

    /** Reads {@code 192.168.1.0/24}; throws {@link IllegalArgumentException} on anything else. */
    public static Subnet of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a subnet: " + text));
    }

    public static Optional<Subnet> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || slash == text.length() - 1 || text.length() - slash > 3
                || !text.substring(slash + 1).chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(text.substring(slash + 1));
        return prefix > 32 ? Optional.empty() : Ip4.parse(text.substring(0, slash)).map(address -> new Subnet(address, prefix));
    }

    public boolean contains(Ip4 address) {
        return (address.bits() & bits(prefix)) == network.bits();
    }

    public Ip4 mask() {
        return new Ip4(bits(prefix));
    }

    public Ip4 broadcast() {
        return new Ip4(network.bits() | ~bits(prefix));
    }

    @Override
    public String toString() {
        return network + "/" + prefix;
    }

    private static int bits(int prefix) {
        return prefix == 0 ? 0 : -1 << (32 - prefix);
    }
}
