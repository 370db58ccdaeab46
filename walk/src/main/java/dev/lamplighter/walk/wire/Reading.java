package dev.lamplighter.walk.wire;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.walk.Fetched;
import dev.lamplighter.walk.WalkException;
import dev.lamplighter.walk.script.Uris;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Reads by TFTP and HTTP from an address of this host; names are asked of the DNS servers of the lease, and not of this host's. */
public final class Reading {

    private final Ip4 own;
    private final NameReader dns;

    /** {@code own} may be {@link Ip4#NONE}: the kernel chooses. */
    public Reading(Ip4 own, List<Ip4> dns) {
        this.own = own;
        this.dns = new NameReader(dns);
    }

    public Fetched fetch(URI what, long most) throws WalkException {
        if (!"tftp".equals(what.getScheme())) {
            return new HttpReader(own.toInetAddress(), this::address).fetch(what, most);
        }
        if (what.getHost() == null) {
            throw new WalkException("no host stands in " + what);
        }
        int port = what.getPort() < 0 ? TftpReader.PORT : what.getPort();
        return new TftpReader(own.toInetAddress(), address(what.getHost()), port).fetch(Uris.tftpName(what), most);
    }

    private Ip4 address(String host) throws WalkException {
        Optional<Ip4> known = dns.address(host);
        return known.orElseThrow(() -> new WalkException("no DNS server of the lease knows " + host));
    }
}
