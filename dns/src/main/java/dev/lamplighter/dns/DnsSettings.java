package dev.lamplighter.dns;

import dev.lamplighter.model.IpAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the DNS door serves. {@code overrides} gives addresses to a name and everything below it; {@code upstreams} are asked for the rest, in
 * this order; without any the rest is refused.
 */
public record DnsSettings(List<Listen> listen, Map<String, List<IpAddress>> overrides, List<InetSocketAddress> upstreams, DnsLimits limits) {

    public static final int PORT = 53;

    public DnsSettings {
        listen = List.copyOf(listen);
        var copy = new LinkedHashMap<String, List<IpAddress>>();
        overrides.forEach((name, addresses) -> copy.put(name, List.copyOf(addresses)));
        overrides = Collections.unmodifiableMap(copy);
        upstreams = List.copyOf(upstreams);
    }

    /** With the default limits. */
    public DnsSettings(List<Listen> listen, Map<String, List<IpAddress>> overrides, List<InetSocketAddress> upstreams) {
        this(listen, overrides, upstreams, DnsLimits.DEFAULTS);
    }

    /** An address to answer on, over UDP and TCP; with an interface only what arrives there. An answer comes from this address, so name each. */
    public record Listen(InetSocketAddress address, Optional<String> interfaceName) {}
}
