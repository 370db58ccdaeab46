package dev.lamplighter.model;

import java.util.Optional;

/** Addresses from {@code first} to {@code last}, both included. */
public record Ip4Range(Ip4 first, Ip4 last) {

    public Ip4Range {
        if (first.compareTo(last) > 0) {
            throw new IllegalArgumentException("a range runs upwards, not from " + first + " to " + last);
        }
    }

    /** Reads {@code 192.168.1.3-192.168.1.254}; throws {@link IllegalArgumentException} on anything else. */
    public static Ip4Range of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a range of addresses: " + text));
    }

    public static Optional<Ip4Range> parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            return Optional.empty();
        }
        return Ip4.parse(text.substring(0, dash).strip()).flatMap(first -> Ip4.parse(text.substring(dash + 1).strip())
                .filter(last -> first.compareTo(last) <= 0)
                .map(last -> new Ip4Range(first, last)));
    }

    public boolean contains(Ip4 address) {
        return first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
    }

    /** How many addresses there are: 1 to 2^32. */
    public long size() {
        return Integer.toUnsignedLong(last.bits()) - Integer.toUnsignedLong(first.bits()) + 1;
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
