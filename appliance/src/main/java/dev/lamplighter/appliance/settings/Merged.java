package dev.lamplighter.appliance.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Every setting with the value that wins: flag over {@code LAMPLIGHTER_*} over {@code MATCHBOX_*} over file over default. {@code fileFrom} says who named the file, or none. */
public record Merged(Map<Key, Given> flat, Map<Key, Tree> trees, Optional<Path> file, Origin fileFrom) {

    private static final Path DEFAULT_FILE = Path.of("/etc/lamplighter/lamplighter.yaml");
    private static final Origin DEFAULT = new Origin.Default();

    /** Reads the file that {@code --config} names ({@code none}: no file), else the default one if there is one. */
    public static Merged of(Flags flags, Map<String, String> environment) throws SettingsException {
        Optional<String> named = flags.config().or(() -> set(environment, "LAMPLIGHTER_CONFIG"));
        Optional<Path> path = named.isPresent()
                ? named.filter(name -> !name.equals("none")).map(Path::of)
                : Optional.of(DEFAULT_FILE).filter(Files::exists);
        SettingsFile file = path.isPresent() ? SettingsFile.read(path.get()) : SettingsFile.NONE;
        var flat = new HashMap<Key, Given>();
        for (Key key : Keys.ALL) {
            if (key.isFlat()) {
                flat.put(key, value(key, flags, environment, file));
            }
        }
        return new Merged(Map.copyOf(flat), Map.copyOf(file.trees()), path, fileFrom(flags, named.isPresent()));
    }

    private static Origin fileFrom(Flags flags, boolean named) {
        return flags.config().isPresent() ? new Origin.Flag("config", false) : named ? new Origin.Variable("LAMPLIGHTER_CONFIG") : DEFAULT;
    }

    private static Given value(Key key, Flags flags, Map<String, String> environment, SettingsFile file) {
        if (flags.given().containsKey(key)) {
            return flags.given().get(key);
        }
        Optional<String> ours = set(environment, key.variable());
        if (ours.isPresent()) {
            return new Given(ours.get(), new Origin.Variable(key.variable()));
        }
        Optional<String> theirs = key.matchboxVariable().flatMap(name -> set(environment, name));
        if (theirs.isPresent()) {
            return new Given(theirs.get(), new Origin.Variable(key.matchboxVariable().orElseThrow()));
        }
        return file.flat().getOrDefault(key, new Given(key.fallback(), DEFAULT));
    }

    /** An empty variable counts as unset. */
    private static Optional<String> set(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    public Given get(Key key) {
        return flat.get(key);
    }

    public Optional<Tree> tree(Key key) {
        return Optional.ofNullable(trees.get(key));
    }

    /** Whether somebody said it, anywhere. */
    public boolean isSet(Key key) {
        return key.isFlat() ? !(get(key).origin() instanceof Origin.Default) : trees.containsKey(key);
    }
}
