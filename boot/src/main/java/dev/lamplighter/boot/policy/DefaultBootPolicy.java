package dev.lamplighter.boot.policy;

import dev.lamplighter.boot.policy.BootPlan.Chainload;
import dev.lamplighter.boot.policy.BootPlan.Nothing;
import dev.lamplighter.boot.policy.BootPlan.OpenUrl;
import dev.lamplighter.model.Arch;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Segment;
import java.net.URI;
import java.util.Optional;

/** Firmware gets the iPXE for its architecture (with Secure Boot the signed shim), iPXE gets the URL of its script, and everybody else nothing. */
public final class DefaultBootPolicy implements BootPolicy {

    /** The code of the reason where no file is known for a client's architecture. */
    static final String NO_FILE = "boot-no-file";

    private static final Reason STRANGER = new Reason("boot-not-known", "the machine is not declared, and dhcp.answer is known here: declare it, or set dhcp.answer to"
            + " matched or all");
    private static final Reason UNMATCHED = new Reason("boot-not-matched", "no group could select this machine by its hardware address or UUID, and dhcp.answer is"
            + " matched here: add a group or declare the machine, or set dhcp.answer to all");
    private static final Reason NO_SECURE_HTTP = new Reason("boot-secure-http", "the signed GRUB goes on only where it came by PXE: let the firmware boot by PXE instead"
            + " of HTTP Boot, or name a loader that can with boot.files");

    private final BootSettings settings;
    private final BootUrls urls;
    private final Recognizer groups;

    /** For a server whose groups could select every machine. */
    public DefaultBootPolicy(BootSettings settings) {
        this(settings, client -> true);
    }

    public DefaultBootPolicy(BootSettings settings, Recognizer groups) {
        this.settings = settings;
        this.urls = new BootUrls(settings);
        this.groups = groups;
    }

    @Override
    public BootPlan plan(BootClient client, Segment via, Optional<Machine> machine) {
        if (client.speaks() == BootClient.Speaks.PLAIN) {
            return new Nothing(new Reason("boot-not-pxe", "not a PXE client (option 60)"));
        }
        Optional<Reason> refusal = refusal(client, via, machine);
        if (refusal.isPresent()) {
            return new Nothing(refusal.get());
        }
        return switch (client.speaks()) {
            case IPXE -> client.isIpxeWithoutHttp() ? loader(client, via, machine) : script(via);
            case PXE, HTTP_BOOT, PLAIN -> RaspberryPi.is(client) ? new BootPlan.OwnFiles(new Reason("boot-own-files", "a Raspberry Pi knows its files"))
                    : loader(client, via, machine);
        };
    }

    private Optional<Reason> refusal(BootClient client, Segment via, Optional<Machine> machine) {
        if (machine.isPresent()) {
            return Optional.empty();
        }
        return switch (settings.on(via).answering()) {
            case ALL -> Optional.empty();
            case MATCHED -> groups.mayBeSelected(client) ? Optional.empty() : Optional.of(UNMATCHED);
            case KNOWN -> Optional.of(STRANGER);
        };
    }

    private BootPlan script(Segment via) {
        return new OpenUrl(urls.script(via), new Reason("boot-script", "iPXE runs the boot script"));
    }

    private BootPlan loader(BootClient client, Segment via, Optional<Machine> machine) {
        if (client.arch().isEmpty()) {
            return new Nothing(new Reason("boot-no-arch", "the client does not say its architecture (option 93)"));
        }
        Arch arch = client.arch().get();
        boolean secure = machine.flatMap(Machine::secure).orElse(settings.on(via).secure());
        boolean overHttp = client.speaks() == BootClient.Speaks.HTTP_BOOT;
        Optional<String> file = machine.flatMap(Machine::file).or(() -> settings.fileFor(arch, client.vendorClass(), secure));
        if (file.isEmpty()) {
            return new Nothing(new Reason(NO_FILE, "no boot file for " + arch));
        }
        var reason = new Reason("boot-loader", "the boot file for " + arch + (secure ? " with Secure Boot" : ""));
        if (BootSettings.isUrl(file.get())) {
            return new OpenUrl(URI.create(file.get()), reason);
        }
        if (secure && overHttp && file.equals(Optional.ofNullable(BootSettings.DEFAULT_FILES.get(arch.kind().key() + "-secure")))) {
            return new Nothing(NO_SECURE_HTTP);
        }
        return overHttp ? new OpenUrl(urls.asset(via, file.get()), reason) : new Chainload(file.get(), reason);
    }
}
