package dev.lamplighter.boot.policy;

import dev.lamplighter.model.Segment;
import java.net.URI;
import java.net.URISyntaxException;

/** The URLs that machines are sent to, without a slash at the end of their base. */
public final class BootUrls {

    private static final int HTTP_PORT = 80;

    private final BootSettings settings;

    public BootUrls(BootSettings settings) {
        this.settings = settings;
    }

    /** What every URL on {@code via} begins with: what the operator says, our name where clients can look it up, else our address there. */
    public String base(Segment via) {
        if (settings.url().isPresent()) {
            String url = settings.url().get().toString();
            return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        }
        String host = settings.name().filter(name -> knowsOurNames(via)).orElseGet(() -> via.advertise().toString());
        return "http://" + host + (settings.httpPort() == HTTP_PORT ? "" : ":" + settings.httpPort());
    }

    URI script(Segment via) {
        return URI.create(base(via) + "/boot.ipxe");
    }

    URI asset(Segment via, String file) {
        return URI.create(base(via) + "/assets/" + escaped(file));
    }

    /** A client can look our name up only where our own DHCP names our DNS to it. */
    private boolean knowsOurNames(Segment via) {
        return settings.nameServed() && via.dhcp() == Segment.DhcpMode.FULL && !via.subnets().isEmpty()
                && via.subnets().stream().allMatch(plan -> plan.dns().contains(via.advertise()));
    }

    private static String escaped(String file) {
        try {
            return new URI(null, null, "/" + file, null).getRawPath().substring(1);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
