package dev.lamplighter.boot.machine;

import dev.lamplighter.boot.policy.BootClient;
import dev.lamplighter.boot.policy.BootPlan;
import dev.lamplighter.boot.policy.BootPolicy;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Segment;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets machines pass that boot from their disks: firmware is given nothing to start. iPXE still gets its script, which says so, because it
 * leaves faster with a word than without one. A machine that is known by its hardware address or its UUID is one.
 */
public final class IntentPolicy implements BootPolicy {

    private final BootPolicy others;
    private final BootIntents intents;
    private final Supplier<Inventory> machines;

    public IntentPolicy(BootPolicy others, BootIntents intents, Supplier<Inventory> machines) {
        this.others = others;
        this.intents = intents;
        this.machines = machines;
    }

    @Override
    public BootPlan plan(BootClient client, Segment via, Optional<Machine> machine) {
        Optional<Machine> declared = machine.or(() -> client.uuid().flatMap(machines.get()::find));
        boolean passes = declared.filter(intents::bootsFromDisk).isPresent() && switch (client.speaks()) {
            case PXE, HTTP_BOOT -> true;
            case IPXE -> client.isIpxeWithoutHttp();
            case PLAIN -> false;
        };
        return passes ? new BootPlan.LocalDisk(reason(declared.get())) : others.plan(client, via, declared);
    }

    /** Why a machine is given nothing, and what would change that. */
    public static Reason reason(Machine machine) {
        return new Reason("boot-disk", machine.id() + " boots from its disk; lamplighter machines boot " + machine.id() + " netboot changes that");
    }
}
