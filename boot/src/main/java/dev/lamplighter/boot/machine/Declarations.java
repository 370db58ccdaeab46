package dev.lamplighter.boot.machine;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Machine;
import dev.lamplighter.store.StoreException.Kind;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.catalog.MachineFolder;
import dev.lamplighter.store.catalog.Parsed;
import dev.lamplighter.store.state.MachineState;
import dev.lamplighter.store.state.Seen;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Declares machines and changes what is declared, in the files of {@code folder}. Waits for the disk. Messages are for people. */
public record Declarations(MachineFolder folder, MachineState state) {

    /** A file that was written: its path, and what it said before, empty where there was none, and says now. */
    public record Written(Path file, Optional<Bytes> before, Bytes after) {}

    /** Declares the machine {@code name}, whose hardware address was seen or not; {@code now} are those that are declared. */
    public Written adopt(Inventory now, Mac mac, String name, MachineEdit edit) throws StoreException {
        Optional<Machine> same = now.find(mac).or(() -> now.named(name));
        if (same.isPresent()) {
            throw new StoreException(Kind.CONFLICT, (same.get().macs().contains(mac) ? mac + " is declared already, as " + same.get().id()
                    : "there is a machine " + name + " already") + "; machines edit " + same.get().id() + " changes it");
        }
        if (folder.file(name).isPresent()) {
            throw new StoreException(Kind.CONFLICT, folder.file(name).get() + " is there already, and is broken: correct it by hand");
        }
        var keys = new LinkedHashMap<String, Object>(Map.of("mac", mac.toString()));
        state.seen(mac).flatMap(Seen::uuid).ifPresent(uuid -> keys.put("uuid", uuid.toString()));
        keys.putAll(edit.changes(new Machine(name, Set.of(mac), Optional.empty(), Optional.empty(), List.of(), Labels.NONE)));
        Path file = folder.newFile(name);
        return write(file, Optional.empty(), MachineText.changed(file.getFileName().toString(), Bytes.EMPTY, keys));
    }

    /** Changes what the file of the machine {@code name} declares. */
    public Written edit(String name, MachineEdit edit) throws StoreException {
        Path file = folder.file(name).orElseThrow(() -> new StoreException(Kind.MISSING, "there is no file of a machine " + name));
        Bytes before = folder.content(file);
        if (!(MachineFolder.parse(file.getFileName().toString(), before) instanceof Parsed.Good<Machine>(Machine machine))) {
            throw new StoreException(file + " is broken: correct it by hand (lamplighter check says where)");
        }
        return write(file, Optional.of(before), MachineText.changed(file.getFileName().toString(), before, edit.changes(machine)));
    }

    private Written write(Path file, Optional<Bytes> before, Bytes after) throws StoreException {
        folder.write(file, after);
        return new Written(file, before, after);
    }
}
