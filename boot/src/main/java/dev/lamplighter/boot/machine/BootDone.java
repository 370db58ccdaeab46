package dev.lamplighter.boot.machine;

import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.IpAddress;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Reason;
import dev.lamplighter.store.StoreException;
import java.util.Optional;
import java.util.function.Function;

/**
 * A machine tells that it has been installed, and boots from its disk from then on. It is believed with its token, or from the address that
 * holds its lease; nothing but its disk can be asked for.
 */
public final class BootDone {

    private static final Reason UNPROVEN = new Reason("boot-done-unproven", "a machine must tell its token (token=…, in templates .request.machine.token), or ask"
            + " from the address that holds its lease");
    private static final Reason UNKNOWN = new Reason("boot-done-unknown", "no declared machine has this token, or this hardware address, UUID or serial number");

    private final BootIntents intents;
    private final Function<Ip4, Optional<Mac>> leaseHolder;

    /** {@code leaseHolder} tells to whom an address is leased now. */
    public BootDone(BootIntents intents, Function<Ip4, Optional<Mac>> leaseHolder) {
        this.intents = intents;
        this.leaseHolder = leaseHolder;
    }

    /** For where no lease is known: only tokens count. */
    public static BootDone byTokens(BootIntents intents) {
        return new BootDone(intents, address -> Optional.empty());
    }

    /** A line for the machine. Durable when it is answered, where the disk can be written. */
    public Outcome<String> answer(Labels said, Inventory machines, Arrival arrival) {
        Optional<String> token = said.get("token").filter(text -> !text.isEmpty());
        if (token.isPresent()) {
            return intents.ownerOf(token.get()).flatMap(machines::named).filter(machine -> intents.spend(machine, token.get(), address(arrival), arrival.at()))
                    .map(machine -> toDisk(machine, arrival))
                    .or(() -> toldBefore(token.get(), machines, arrival).map(this::answered)).orElseGet(() -> new Outcome.Ignored<>(UNKNOWN));
        }
        Optional<Mac> holder = address(arrival).filter(Ip4.class::isInstance).map(Ip4.class::cast).flatMap(leaseHolder);
        if (holder.isEmpty()) {
            return new Outcome.Ignored<>(UNPROVEN);
        }
        Optional<Machine> machine = named(said) ? machines.find(said) : machines.find(holder.get());
        if (machine.isEmpty()) {
            return new Outcome.Ignored<>(UNKNOWN);
        }
        return machine.get().macs().contains(holder.get()) ? toDisk(machine.get(), arrival) : new Outcome.Ignored<>(UNPROVEN);
    }

    /** Who tells again what was believed already: the answer may have been lost. That moves nothing. */
    private Optional<Machine> toldBefore(String token, Inventory machines, Arrival arrival) {
        return intents.formerOwnerOf(token, address(arrival), arrival.at()).flatMap(machines::named).filter(intents::bootsFromDisk);
    }

    private static boolean named(Labels said) {
        return said.get("mac").or(() -> said.get("uuid")).or(() -> said.get("serial")).isPresent();
    }

    private static Optional<IpAddress> address(Arrival arrival) {
        return Optional.ofNullable(arrival.from().getAddress()).map(IpAddress::of);
    }

    private Outcome<String> toDisk(Machine machine, Arrival arrival) {
        intents.toDisk(machine, "has told that it is installed", arrival);
        return answered(machine);
    }

    private Outcome<String> answered(Machine machine) {
        var durable = intents.saved();
        return new Outcome.Later<>(() -> {
            Optional<StoreException> failure = durable.get();
            return new Outcome.Reply<>(machine.id() + " boots from its disk"
                    + (failure.isPresent() ? ", which is not on the server's disk yet" : "") + "\n");
        });
    }
}
