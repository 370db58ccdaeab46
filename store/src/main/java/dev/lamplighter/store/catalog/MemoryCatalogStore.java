package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Profile;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Subscription;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.StoreException.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A catalog that lives as long as the process, for tests and for trying things out: files by name in place of a folder. Listeners are called
 * by whoever changes it.
 */
public final class MemoryCatalogStore implements CatalogStore {

    private static final String ROOT = "memory";
    private static final int MOST_BYTES = 4 << 20;

    private final List<Consumer<Catalog>> listeners = new CopyOnWriteArrayList<>();
    private Files files = new Files(new HashMap<>(), new TreeMap<>(), new TreeMap<>(), new HashMap<>());
    private List<Machine> machines = List.of();
    private volatile Catalog catalog = Catalog.empty();

    /** What is kept: the content of every file by its name, and what it says. Changed only as a copy. */
    private record Files(Map<String, Bytes> content, Map<String, Group> groups, Map<String, Profile> profiles, Map<String, Template.Found> templates) {

        Files copy() {
            return new Files(new HashMap<>(content), new TreeMap<>(groups), new TreeMap<>(profiles), new HashMap<>(templates));
        }

        void change(FileChange change) {
            String name = change.name();
            content.remove(name);
            groups.remove(name);
            profiles.remove(name);
            templates.remove(name);
            change.content().ifPresent(bytes -> {
                content.put(name, bytes);
                if (change.isGroup()) {
                    if (GroupFile.parse(bytes) instanceof Parsed.Good<Group>(Group good)) {
                        groups.put(name, good);
                    }
                } else if (change.isProfile()) {
                    if (ProfileFile.parse(bytes) instanceof Parsed.Good<Profile>(Profile good)) {
                        profiles.put(name, good);
                    }
                } else {
                    templates.put(name, new Template.Found(name.substring(1), bytes));
                }
            });
        }

        Catalog catalog(long revision) {
            var catalog = Catalog.empty();
            for (Map.Entry<String, Group> group : groups.entrySet()) {
                String file = group.getKey().substring("/groups/".length());
                catalog = file.indexOf('/') < 0 ? catalog.withGroup(new NamedGroup(file, group.getValue())) : catalog;
            }
            for (Map.Entry<String, Profile> profile : profiles.entrySet()) {
                catalog = catalog.withProfile(profile.getKey(), profile.getValue());
            }
            return catalog.withRevision(revision);
        }
    }

    /** Puts a group under the name of its file, {@code node1.json}. */
    public synchronized MemoryCatalogStore put(String file, Group group) {
        files.content.put("/groups/" + file, GoJsonWriter.indented(ObjectText.of(group)));
        files.groups.put("/groups/" + file, group);
        return changed(files);
    }

    /** Puts a profile under the name that groups call it. */
    public synchronized MemoryCatalogStore put(String name, Profile profile) {
        DataName.profile(name).ifPresent(file -> {
            files.content.put(file, GoJsonWriter.indented(ObjectText.of(profile)));
            files.profiles.put(file, profile);
        });
        return changed(files);
    }

    public synchronized MemoryCatalogStore put(TemplateKind kind, String name, String text) {
        DataName.template(kind, name).ifPresent(file -> files.change(new FileChange(file, Optional.of(Bytes.utf8(text)), Optional.empty())));
        return this;
    }

    /** Declares machines in place of those before. */
    public synchronized MemoryCatalogStore put(List<Machine> declared) {
        machines = List.copyOf(declared);
        return changed(files);
    }

    private MemoryCatalogStore changed(Files now) {
        files = now;
        catalog = now.catalog(catalog.revision() + 1).withMachines(new Inventory(machines));
        listeners.forEach(listener -> listener.accept(catalog));
        return this;
    }

    @Override
    public CompletableFuture<Committed> begin(List<Change> changes, OptionalLong ifRevision, Actor by) {
        try {
            return CompletableFuture.completedFuture(made(changes, ifRevision, by));
        } catch (StoreException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private synchronized Committed made(List<Change> changes, OptionalLong ifRevision, Actor by) throws StoreException {
        if (ifRevision.isPresent() && ifRevision.getAsLong() != catalog.revision()) {
            throw FileChange.conflict(ifRevision.getAsLong(), catalog.revision());
        }
        var after = files.copy();
        var done = new ArrayList<Changed>();
        for (Change change : changes) {
            var file = FileChange.of(change, ROOT, MOST_BYTES);
            var before = Optional.ofNullable(after.content.get(file.name()));
            if (before.isEmpty() && file.content().isEmpty()) {
                throw new StoreException(Kind.MISSING, "remove " + ROOT + file.name() + ": no such file or directory");
            }
            after.change(file);
            done.add(file.changed(before.map(file::told)));
        }
        changed(after);
        return new Committed(catalog, by, done);
    }

    @Override
    public Catalog current() {
        return catalog;
    }

    @Override
    public Optional<Catalog> currentIfReady() {
        return Optional.of(catalog);
    }

    @Override
    public synchronized Template template(TemplateKind kind, String name) {
        return DataName.template(kind, name).<Template>map(files.templates::get).orElseGet(() -> new Template.Missing(
                new Reason("template-missing", kind.folder() + "/" + name + " does not exist")));
    }

    @Override
    public Optional<Template> templateIfReady(TemplateKind kind, String name) {
        return Optional.of(template(kind, name));
    }

    @Override
    public Stored<Group> group(String id) {
        return stored("groups", id + ".json", GroupFile::parse);
    }

    @Override
    public Stored<Profile> profile(String id) {
        return stored("profiles", id + ".json", ProfileFile::parse);
    }

    @Override
    public Stored<Bytes> content(TemplateKind kind, String name) {
        return stored(kind.folder(), name, Parsed.Good::new);
    }

    @Override
    public Optional<Group> groupIfReady(String id) {
        return group(id) instanceof Stored.Found<Group>(Group found) ? Optional.of(found) : Optional.empty();
    }

    @Override
    public Optional<Profile> profileIfReady(String id) {
        return profile(id) instanceof Stored.Found<Profile>(Profile found) ? Optional.of(found) : Optional.empty();
    }

    @Override
    public synchronized List<TemplateSummary> templates(TemplateKind kind) {
        String folder = "/" + kind.folder() + "/";
        return files.content.entrySet().stream().filter(file -> file.getKey().startsWith(folder))
                .map(file -> TemplateFolder.summary(file.getKey().substring(folder.length()), file.getValue()))
                .sorted((a, b) -> Utf8Order.ASCENDING.compare(a.name(), b.name()))
                .toList();
    }

    private synchronized <T> Stored<T> stored(String folder, String name, Function<Bytes, Parsed<T>> parser) {
        try {
            String file = DataName.managed(folder, name, "open " + ROOT);
            var content = Optional.ofNullable(files.content.get(file));
            return content.map(bytes -> parser.apply(bytes).stored("bad-" + folder))
                    .orElseGet(() -> new Stored.Missing<>("open " + ROOT + file + ": no such file or directory"));
        } catch (StoreException refused) {
            return new Stored.Broken<>(new Reason("bad-name", refused.getMessage()));
        }
    }

    @Override
    public Subscription watch(Consumer<Catalog> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {}
}
