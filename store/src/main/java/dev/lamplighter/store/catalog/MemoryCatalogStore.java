package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Profile;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A catalog that lives as long as the process, for tests and for trying things out. Listeners are called by whoever changes it. */
public final class MemoryCatalogStore implements CatalogStore {

    private final Map<String, NamedGroup> groups = new TreeMap<>();
    private final Map<String, Profile> profiles = new TreeMap<>();
    private final Map<String, Template> templates = new ConcurrentHashMap<>();
    private final List<Consumer<Catalog>> listeners = new CopyOnWriteArrayList<>();
    private volatile Catalog catalog = Catalog.empty();

    /** Puts a group under the name of its file, {@code node1.json}. */
    public synchronized MemoryCatalogStore put(String file, Group group) {
        groups.put(file, new NamedGroup(file, group));
        return changed();
    }

    /** Puts a profile under the name that groups call it. */
    public synchronized MemoryCatalogStore put(String name, Profile profile) {
        DataName.profile(name).ifPresent(file -> profiles.put(file, profile));
        return changed();
    }

    public MemoryCatalogStore put(TemplateKind kind, String name, String text) {
        DataName.template(kind, name).ifPresent(file -> templates.put(file, new Template.Found(file.substring(1), Bytes.utf8(text))));
        return this;
    }

    private MemoryCatalogStore changed() {
        catalog = new Catalog(catalog.revision() + 1, new ArrayList<>(groups.values()), profiles);
        listeners.forEach(listener -> listener.accept(catalog));
        return this;
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
    public Template template(TemplateKind kind, String name) {
        return DataName.template(kind, name).map(templates::get).orElseGet(() -> new Template.Missing(
                new Reason("template-missing", kind.folder() + "/" + name + " does not exist")));
    }

    @Override
    public Optional<Template> templateIfReady(TemplateKind kind, String name) {
        return Optional.of(template(kind, name));
    }

    @Override
    public Subscription watch(Consumer<Catalog> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {}
}
