package dev.lamplighter.cli.machines;

import dev.lamplighter.boot.machine.Declarations;
import dev.lamplighter.boot.machine.MachineEdit;
import dev.lamplighter.model.BootIntent;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.event.EventHub;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.catalog.MachineFolder;
import dev.lamplighter.store.state.Intent;
import dev.lamplighter.store.state.MachineState;
import dev.lamplighter.store.state.Seen;
import dev.lamplighter.store.state.StateLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Works on the folders of the server of this host, which takes in what is changed there: files at once, intents within a quarter of a second. The
 * server need not run.
 */
final class FolderDesk implements MachineDesk {

    private static final String STATE = "machines.sqlite";

    private final Places.Found places;
    private final MachineFolder folder;
    private final Clock clock;
    private final MachineState state;
    private final boolean stateIsThere;
    private final Declarations declarations;
    private List<String> troubles = List.of();

    private FolderDesk(Places.Found places, Clock clock, MachineState state, boolean stateIsThere) {
        this.places = places;
        this.folder = new MachineFolder(places.data());
        this.clock = clock;
        this.state = state;
        this.stateIsThere = stateIsThere;
        this.declarations = new Declarations(folder, state);
    }

    /** A state that no server has begun yet is not begun here: it would belong to who runs the command. */
    static FolderDesk open(Places.Found places, Clock clock) throws StoreException {
        Path file = places.state().resolve(STATE);
        var events = new EventHub("machines", clock);
        boolean there = Files.exists(file);
        return new FolderDesk(places, clock, there ? MachineState.open(file, StateLimits.DEFAULT, events) : MachineState.inMemory(events), there);
    }

    private Inventory inventory() {
        var read = folder.read(places.reserved());
        troubles = read.troubles();
        return read.machines();
    }

    @Override
    public List<Entry> list() {
        var entries = new ArrayList<Entry>();
        var declared = new HashSet<Mac>();
        for (Machine machine : inventory().machines().stream().sorted(Comparator.comparing(Machine::id)).toList()) {
            entries.add(entry(machine));
            declared.addAll(machine.macs());
        }
        state.seen().reversed().stream().filter(seen -> !declared.contains(seen.mac()))
                .forEach(seen -> entries.add(new Entry(Optional.empty(), Optional.empty(), Optional.of(seen))));
        return entries;
    }

    private Entry entry(Machine machine) {
        Optional<Seen> seen = machine.macs().stream().flatMap(mac -> state.seen(mac).stream()).max(Comparator.comparing(Seen::last));
        return new Entry(Optional.of(machine), state.intent(machine.id()).filter(intent -> intent.holdsFor(machine)), seen);
    }

    @Override
    public Optional<Entry> find(String nameOrMac) {
        var inventory = inventory();
        Optional<Mac> mac = Mac.parse(nameOrMac);
        return inventory.named(nameOrMac).or(() -> mac.flatMap(inventory::find)).map(this::entry)
                .or(() -> mac.flatMap(state::seen).map(seen -> new Entry(Optional.empty(), Optional.empty(), Optional.of(seen))));
    }

    @Override
    public List<String> troubles() {
        return troubles;
    }

    @Override
    public String adopt(Mac mac, String name, MachineEdit edit) throws StoreException {
        return declarations.adopt(inventory(), mac, name, edit).file().toString();
    }

    @Override
    public String edit(String name, MachineEdit edit) throws StoreException {
        if (folder.file(name).isEmpty()) {
            throw unknown(name);
        }
        return declarations.edit(name, edit).file().toString();
    }

    @Override
    public void boot(String name, BootIntent intent) throws StoreException {
        Machine machine = inventory().named(name).orElseThrow(() -> unknown(name));
        if (!stateIsThere) {
            throw new StoreException(StoreException.Kind.MISSING, "no server has kept anything in " + places.state() + " yet: start it, or name its folder with --state-path;"
                    + " before the first start machines edit " + name + " --boot " + intent.key() + " says the same");
        }
        state.put(Intent.of(machine, intent, clock.instant(), "was set by a command"));
        try {
            Optional<StoreException> failure = state.saved().get();
            if (failure.isPresent()) {
                throw failure.get();
            }
        } catch (ExecutionException | InterruptedException broken) {
            throw new StoreException("it is not known whether this was kept: " + broken, broken);
        }
    }

    private StoreException unknown(String name) {
        boolean reserved = places.reserved().stream().anyMatch(machine -> machine.id().equals(name));
        return new StoreException(StoreException.Kind.MISSING, reserved ? name + " is declared in the settings: change it there, or move it into a file in "
                + places.data().resolve("machines") : "there is no machine " + name + " in " + places.data().resolve("machines"));
    }

    @Override
    public void close() throws StoreException {
        state.close();
    }
}
