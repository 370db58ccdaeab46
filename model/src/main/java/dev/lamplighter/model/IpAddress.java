package dev.lamplighter.model;

import java.net.InetAddress;
import java.util.Optional;

/** An address of the Internet Protocol. The wire speaks version 4 today; machines, clients and events hold either. */
public sealed interface IpAddress permits Ip4, Ip6 {

    InetAddress toInetAddress();

    /** Reads dotted decimal or a textual IPv6 address; never a name, so nothing is ever looked up. */
    static Optional<IpAddress> parse(String text) {
        Optional<Ip4> four = Ip4.parse(text);
        return four.isPresent() ? Optional.of(four.get()) : Ip6.parse(text).map(IpAddress.class::cast);
    }

    static IpAddress of(InetAddress address) {
        return address.getAddress().length == 4 ? Ip4.of(address) : new Ip6(Bytes.of(address.getAddress()));
    }
}
