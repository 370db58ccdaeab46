package dev.lamplighter.dns;

import dev.lamplighter.model.IpAddress;
import dev.lamplighter.model.Subnet;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the DNS door serves. {@code overrides} gives addresses to a name and everything below it, or says by none that there is no such name; {@code upstreams} are asked for the rest, in
 * this order; without any the rest is refused. {@code served} are the subnets whose questions are answered, beside this host's own; all others
 * are refused. Where it is empty, everybody is served.
 */
public record DnsSettings(List<Listen> listen, Map<String, List<IpAddress>> overrides, List<InetSocketAddress> upstreams, DnsLimits limits,
        List<Subnet> served) {

    public static final int PORT = 53;

    public DnsSettings {
        listen = List.copyOf(listen);
        var copy = new LinkedHashMap<String, List<IpAddress>>();
        overrides.forEach((name, addresses) -> copy.put(name, List.copyOf(addresses)));
        overrides = Collections.unmodifiableMap(copy);
        upstreams = List.copyOf(upstreams);
        served = List.copyOf(served);
    }

    /** For the subnets {@code served}, with the default limits. */
    public DnsSettings(List<Listen> listen, Map<String, List<IpAddress>> overrides, List<InetSocketAddress> upstreams, List<Subnet> served) {
        this(listen, overrides, upstreams, DnsLimits.DEFAULTS, served);
    }

    /** For everybody. */
    public DnsSettings(List<Listen> listen, Map<String, List<IpAddress>> overrides, List<InetSocketAddress> upstreams, DnsLimits limits) {
        this(listen, overrides, upstreams, limits, List.of());
    }

    /** For everybody, with the default limits. */
    public DnsSettings(List<Listen> listen, Map<String, List<IpAddress>> overrides, List<InetSocketAddress> upstreams) {
        this(listen, overrides, upstreams, DnsLimits.DEFAULTS, List.of());
    }

    /**
     * An address to answer on, over UDP and TCP. An answer comes from this address, so name each. {@code interfaceName} is the interface that
     * has it: where that is made anew or has another address, the sockets are opened again. {@code onlyThere}: only what arrives on that interface
     * is heard, which excludes this host's own questions.
     */
    public record Listen(InetSocketAddress address, Optional<String> interfaceName, boolean onlyThere) {

        /** Where an interface is named, only what arrives there. */
        public Listen(InetSocketAddress address, Optional<String> interfaceName) {
            this(address, interfaceName, interfaceName.isPresent());
        }

        /** The address of an interface, whichever way a question to it arrives. */
        public static Listen on(String interfaceName, InetSocketAddress address) {
            return new Listen(address, Optional.of(interfaceName), false);
        }

        /** The interface that sockets are bound to. */
        public Optional<String> device() {
            return onlyThere ? interfaceName : Optional.empty();
        }

        public Listen at(InetSocketAddress other) {
            return new Listen(other, interfaceName, onlyThere);
        }
    }
}
