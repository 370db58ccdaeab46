package dev.lamplighter.appliance;

import dev.lamplighter.appliance.settings.Settings;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Segment;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Which URLs lead to this server, and to which of its addresses. */
record OurUrls(Settings settings, List<Segment> segments) {

    private static final int TFTP = 69;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    static boolean isTftp(URI url) {
        return "tftp".equals(url.getScheme());
    }

    /** Our end of the connection that a client on {@code via} makes for {@code url}; empty where it leads elsewhere. */
    Optional<InetSocketAddress> local(URI url, Segment via) {
        OptionalInt port = port(url);
        if (url.getHost() == null || port.isEmpty() || !serves(url, port.getAsInt())) {
            return Optional.empty();
        }
        return address(url.getHost(), via).map(address -> new InetSocketAddress(address.toInetAddress(), port.getAsInt()));
    }

    private static OptionalInt port(URI url) {
        if (url.getPort() >= 0) {
            return OptionalInt.of(url.getPort());
        }
        return switch (String.valueOf(url.getScheme())) {
            case "tftp" -> OptionalInt.of(TFTP);
            case "http" -> OptionalInt.of(HTTP);
            case "https" -> OptionalInt.of(HTTPS);
            default -> OptionalInt.empty();
        };
    }

    private boolean serves(URI url, int port) {
        return isTftp(url) ? port == TFTP : port == settings.httpAddress().port() || port == settings.forBooting().port()
                || settings.bootUrl().filter(said -> url.getHost().equals(said.getHost()) && port(said).equals(OptionalInt.of(port))).isPresent();
    }

    private Optional<Ip4> address(String host, Segment via) {
        boolean named = settings.bootName().filter(host::equalsIgnoreCase).isPresent() || settings.bootUrl().filter(url -> host.equalsIgnoreCase(url.getHost())).isPresent();
        if (named) {
            return Optional.of(via.advertise());
        }
        return segments.stream().map(Segment::advertise).filter(own -> own.toString().equals(host) || settings.dnsRecords().getOrDefault(host, List.of()).contains(own)).findFirst();
    }
}
