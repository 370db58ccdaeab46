package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.event.Version;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The folder {@code machines/} of a data folder, for who reads or writes it without a store. Waits for the disk. */
public final class MachineFolder {

    private static final int MOST_BYTES = 4 << 20;
    private static final int MOST_FILES = 250_000;

    /** Hears of a file before it is written, and again where that failed: so an audit knows who it was before a server finds the file. */
    public interface Announced {

        /** {@code object} is the file below the data folder. */
        void writing(String object, Optional<Version> before, Version after);

        /** What was announced has not come about. */
        void failed(String object, Optional<Version> before, Version after);
    }

    private static final Announced NOBODY = new Announced() {
        @Override
        public void writing(String object, Optional<Version> before, Version after) { }

        @Override
        public void failed(String object, Optional<Version> before, Version after) { }
    };

    private final Path folder;
    private final Announced announced;

    public MachineFolder(Path data) {
        this(data.resolve("machines"), NOBODY);
    }

    private MachineFolder(Path folder, Announced announced) {
        this.folder = folder;
        this.announced = announced;
    }

    /** The same folder, whose changes are announced. */
    public MachineFolder announcing(Announced to) {
        return new MachineFolder(folder, to);
    }

    /** The machines that files declare, after {@code reserved}, and what is wrong with the other files. */
    public record Read(Inventory machines, List<String> troubles) {}

    public Read read(List<Machine> reserved) {
        var listing = FolderListing.of(folder, MOST_FILES, MachineFiles.ENDINGS);
        var machines = new ArrayList<>(reserved);
        var troubles = new ArrayList<String>();
        listing.trouble().ifPresent(trouble -> troubles.add(folder + " " + trouble));
        listing.files().stream().sorted((a, b) -> Utf8Order.ASCENDING.compare(a.getFileName().toString(), b.getFileName().toString()))
                .forEach(path -> read(path, machines, troubles));
        var inventory = new Inventory(machines);
        inventory.clashes().forEach(clash -> troubles.add(clash.other().id() + " claims the " + clash.what() + ", which is " + clash.keeper().id() + "'s already"));
        return new Read(inventory, troubles);
    }

    private static void read(Path path, List<Machine> machines, List<String> troubles) {
        String file = path.getFileName().toString();
        switch (FileContent.read(path, MOST_BYTES)) {
            case Parsed.Bad<Bytes> bad -> troubles.add(path + " " + bad.message());
            case Parsed.Good<Bytes>(Bytes text) -> {
                switch (parse(file, text)) {
                    case Parsed.Good<Machine>(Machine machine) -> machines.add(machine);
                    case Parsed.Bad<Machine> bad -> troubles.add(path + ":" + bad.line() + ":" + bad.column() + ": " + bad.message());
                }
            }
        }
    }

    /** What the text of a file of this name says. */
    public static Parsed<Machine> parse(String file, Bytes text) {
        return switch (file.endsWith(".json") ? MachineFile.parseJson(text) : MachineFile.parseYaml(text)) {
            case Parsed.Good<Machine>(Machine machine) -> new Parsed.Good<>(machine.named(file.substring(0, file.lastIndexOf('.'))));
            case Parsed.Bad<Machine> bad -> bad;
        };
    }

    /** What an audit tells of a file of this name with this text. */
    private static Version version(Path file, Bytes text) {
        return AuditText.version(parse(file.getFileName().toString(), text).good().map(AuditText::of).orElseGet(() -> AuditText.of(text)), Mark.of(text));
    }

    /** The file that declares the machine {@code name}, if there is one. */
    public Optional<Path> file(String name) throws StoreException {
        Path json = checked(name, ".json");
        Path yaml = checked(name, ".yaml");
        return Files.exists(json) ? Optional.of(json) : Files.exists(yaml) ? Optional.of(yaml) : Optional.empty();
    }

    /** Where a new machine goes. */
    public Path newFile(String name) throws StoreException {
        return checked(name, ".yaml");
    }

    private Path checked(String name, String ending) throws StoreException {
        if (name.isEmpty() || name.startsWith(".") || name.indexOf('/') >= 0) {
            throw new StoreException(Kind.BAD_NAME, "\"" + name + "\" is no name of a machine: it names a file, so it has no slash and does not begin with a dot");
        }
        return folder.resolve(DataName.managed("machines", name + ending, "open " + folder.getParent()).substring("/machines/".length()));
    }

    public Bytes content(Path file) throws StoreException {
        return switch (FileContent.read(file, MOST_BYTES)) {
            case Parsed.Good<Bytes>(Bytes text) -> text;
            case Parsed.Bad<Bytes> bad -> throw new StoreException(file + " " + bad.message());
        };
    }

    /** Puts {@code text} into {@code file} in one step, durably. It must say a machine. */
    public void write(Path file, Bytes text) throws StoreException {
        if (parse(file.getFileName().toString(), text) instanceof Parsed.Bad<Machine> bad) {
            throw new StoreException(Kind.BAD_OBJECT, file + " would not say a machine: line " + bad.line() + ", column " + bad.column() + ": " + bad.message());
        }
        String object = "machines/" + file.getFileName();
        Optional<Version> before = FileContent.read(file, MOST_BYTES).good().map(was -> version(file, was));
        announced.writing(object, before, version(file, text));
        try {
            place(file, text);
        } catch (StoreException refused) {
            announced.failed(object, before, version(file, text));
            throw refused;
        }
    }

    private static void place(Path file, Bytes text) throws StoreException {
        var staged = StagedFile.write(file, text, true);
        try {
            staged.place();
            StagedFile.force(staged.folder());
        } catch (IOException failed) {
            throw new StoreException(file + " was written, and may be lost if the host loses power now: " + failed.getMessage(), failed);
        } finally {
            staged.discard();
        }
    }
}
