package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Events;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The folder {@code machines/} in memory, and the inventory that it makes with the machines that settings declare. */
final class MachineFiles {

    static final List<String> ENDINGS = List.of(".json", ".yaml");

    private final Path folder;
    private final FileCatalogSettings settings;
    private final Events events;
    private final ObjectFiles<Machine> yaml;
    private final ObjectFiles<Machine> json;

    /** By file name without ending, then with it: the order in which machines keep what they claim. */
    private final TreeMap<String, Machine> inService = new TreeMap<>(Utf8Order.ASCENDING);
    private Set<String> told = Set.of();
    private boolean changed;

    MachineFiles(Path folder, FileCatalogSettings settings, Events events, DiskChanges changes) {
        this.folder = folder;
        this.settings = settings;
        this.events = events;
        var told = new ObjectFiles.Told<Machine>(AuditText::of, changes, true);
        this.yaml = new ObjectFiles<>("machine", ".yaml", MachineFile::parseYaml, settings, events, told, this::serves);
        this.json = new ObjectFiles<>("machine", ".json", MachineFile::parseJson, settings, events, told, this::serves);
        this.changed = !settings.reserved().isEmpty();
    }

    private void serves(Path path, Optional<Machine> machine) {
        String file = path.getFileName().toString();
        machine.ifPresentOrElse(found -> inService.put(file, found.named(stem(file))), () -> inService.remove(file));
        changed = true;
    }

    private static String stem(String file) {
        return file.substring(0, file.lastIndexOf('.'));
    }

    void relist(Watcher watcher) throws CannotWatch {
        watcher.followFolder(folder);
        var listing = FolderListing.of(folder, settings.mostFiles(), ENDINGS);
        yaml.report(folder, listing.trouble());
        yaml.relist(listing, watcher);
        json.relist(listing, watcher);
    }

    void refresh(Path path, Watcher watcher) throws CannotWatch {
        if (yaml.takes(path)) {
            yaml.refresh(path, watcher, false);
        } else if (json.takes(path)) {
            json.refresh(path, watcher, false);
        }
    }

    boolean follows(Path path) {
        return yaml.follows(path) || json.follows(path);
    }

    /** The inventory, if it is another one than at the last call. Tells what machines claim in vain, each time that it begins. */
    Optional<Inventory> ifChanged() {
        if (!changed) {
            return Optional.empty();
        }
        changed = false;
        var all = new ArrayList<>(settings.reserved());
        var byName = new TreeMap<String, List<Machine>>(Utf8Order.ASCENDING);
        inService.forEach((file, machine) -> byName.computeIfAbsent(machine.id(), name -> new ArrayList<>(1)).add(machine));
        byName.values().forEach(all::addAll);
        var inventory = new Inventory(all);
        tell(inventory.clashes());
        return Optional.of(inventory);
    }

    private void tell(List<Inventory.Clash> clashes) {
        var now = new HashSet<String>();
        var files = new IdentityHashMap<Machine, String>();
        if (!clashes.isEmpty()) {
            inService.forEach((file, machine) -> files.put(machine, file));
        }
        for (Inventory.Clash clash : clashes) {
            String file = folder.resolve(files.getOrDefault(clash.other(), clash.other().id())).toString();
            String message = "claims the " + clash.what() + ", which is " + clash.keeper().id() + "'s already and stays with that one: change one of them";
            if (now.add(file + ": " + message) && !told.contains(file + ": " + message)) {
                events.publish(new BootEvent.BadFile(events.stamp(), file, 0, 0, message,
                        Optional.of(new Reason("machine-clash", "the machine file " + file + " " + message))));
            }
        }
        told = Set.copyOf(now);
    }
}
