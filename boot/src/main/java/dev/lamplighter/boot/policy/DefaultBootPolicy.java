package dev.lamplighter.boot.policy;

import dev.lamplighter.boot.policy.BootPlan.Chainload;
import dev.lamplighter.boot.policy.BootPlan.Nothing;
import dev.lamplighter.boot.policy.BootPlan.OpenUrl;
import dev.lamplighter.model.Arch;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Segment;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Firmware gets the iPXE for its architecture, iPXE gets the URL of its script, and everybody else nothing. */
public final class DefaultBootPolicy implements BootPolicy {

    private static final int HTTP_PORT = 80;

    private final BootSettings settings;

    public DefaultBootPolicy(BootSettings settings) {
        this.settings = settings;
    }

    @Override
    public BootPlan plan(BootClient client, Segment via, Optional<Machine> machine) {
        return switch (client.speaks()) {
            case PLAIN -> new Nothing(new Reason("boot-not-pxe", "not a PXE client (option 60)"));
            case IPXE -> client.isIpxeWithoutHttp() ? loader(client, via) : script(via);
            case PXE, HTTP_BOOT -> loader(client, via);
        };
    }

    private BootPlan script(Segment via) {
        return new OpenUrl(URI.create(base(via) + "/boot.ipxe"), new Reason("boot-script", "iPXE runs the boot script"));
    }

    private BootPlan loader(BootClient client, Segment via) {
        if (client.arch().isEmpty()) {
            return new Nothing(new Reason("boot-no-arch", "the client does not say its architecture (option 93)"));
        }
        Arch arch = client.arch().get();
        Optional<String> file = settings.fileFor(arch);
        if (file.isEmpty()) {
            return new Nothing(new Reason("boot-no-file", "no boot file for " + arch));
        }
        var reason = new Reason("boot-loader", "the boot file for " + arch);
        if (BootSettings.isUrl(file.get())) {
            return new OpenUrl(URI.create(file.get()), reason);
        }
        boolean overHttp = client.speaks() == BootClient.Speaks.HTTP_BOOT;
        return overHttp ? new OpenUrl(URI.create(base(via) + "/assets/" + escaped(file.get())), reason) : new Chainload(file.get(), reason);
    }

    private String base(Segment via) {
        if (settings.url().isPresent()) {
            String url = settings.url().get().toString();
            return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        }
        String host = settings.name().filter(name -> knowsOurNames(via)).orElseGet(() -> via.advertise().toString());
        return "http://" + host + (settings.httpPort() == HTTP_PORT ? "" : ":" + settings.httpPort());
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
