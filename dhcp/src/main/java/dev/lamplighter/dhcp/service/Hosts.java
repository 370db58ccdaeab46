package dev.lamplighter.dhcp.service;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;

/** What a client may say of itself and be answered: addresses of one station and of one host, so that no answer becomes a flood. */
final class Hosts {

    private static final int GROUP_BIT = 1;

    private Hosts() {}

    /** Whether a hardware address can be a station's: neither a group's nor all zero. */
    static boolean isStation(Mac mac) {
        boolean zero = true;
        for (int i = 0; i < mac.octets().length(); i++) {
            zero &= mac.octets().at(i) == 0;
        }
        return !zero && (mac.octets().at(0) & GROUP_BIT) == 0;
    }

    /** Whether an address can be one host's on a network (RFC 1122 section 3.2.1.3). */
    static boolean isHost(Ip4 address) {
        int first = address.bits() >>> 24;
        return first != 0 && first != 127 && first < 224;
    }
}
