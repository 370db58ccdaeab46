package dev.lamplighter.boot.machine;

import dev.lamplighter.boot.policy.BootClient;
import dev.lamplighter.boot.policy.BootPlan;
import dev.lamplighter.boot.policy.BootPolicy;
import dev.lamplighter.boot.policy.BootUrls;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Segment;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets machines pass that boot from their disks, each in the way in which it leaves the network soonest, which is never silence: PXE firmware is
 * told so, HTTP Boot firmware is sent to a URL where nothing is, and iPXE gets its script, which says so. A machine that is known by its
 * hardware address or its UUID is one.
 */
public final class IntentPolicy implements BootPolicy {

    /** Below the URLs of the boot; nothing is there. */
    private static final String NOWHERE = "/v1/boot-disk";

    private final BootPolicy others;
    private final BootIntents intents;
    private final Supplier<Inventory> machines;
    private final BootUrls urls;

    public IntentPolicy(BootPolicy others, BootIntents intents, Supplier<Inventory> machines, BootUrls urls) {
        this.others = others;
        this.intents = intents;
        this.machines = machines;
        this.urls = urls;
    }

    @Override
    public BootPlan plan(BootClient client, Segment via, Optional<Machine> machine) {
        Optional<Machine> declared = machine.or(() -> client.uuid().flatMap(machines.get()::find));
        if (declared.filter(intents::bootsFromDisk).isEmpty()) {
            return others.plan(client, via, declared);
        }
        Reason reason = reason(declared.get());
        return switch (client.speaks()) {
            case PXE -> new BootPlan.LocalDisk(reason);
            case HTTP_BOOT -> new BootPlan.OpenUrl(URI.create(urls.base(via) + NOWHERE), reason);
            case IPXE -> client.isIpxeWithoutHttp() ? new BootPlan.LocalDisk(reason) : others.plan(client, via, declared);
            case PLAIN -> others.plan(client, via, declared);
        };
    }

    /** Why a machine is given nothing, and what would change that. */
    public static Reason reason(Machine machine) {
        return new Reason("boot-disk", machine.id() + " boots from its disk; lamplighter machines boot " + machine.id() + " netboot changes that");
    }
}
