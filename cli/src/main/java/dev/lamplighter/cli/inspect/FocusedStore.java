package dev.lamplighter.cli.inspect;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Profile;
import dev.lamplighter.model.Subscription;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.catalog.Actor;
import dev.lamplighter.store.catalog.Catalog;
import dev.lamplighter.store.catalog.CatalogStore;
import dev.lamplighter.store.catalog.Change;
import dev.lamplighter.store.catalog.Committed;
import dev.lamplighter.store.catalog.MemoryCatalogStore;
import dev.lamplighter.store.catalog.NamedGroup;
import dev.lamplighter.store.catalog.Stored;
import dev.lamplighter.store.catalog.Template;
import dev.lamplighter.store.catalog.TemplateKind;
import dev.lamplighter.store.catalog.TemplateSummary;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A catalog of one group at a time, with the templates of another store: what the server would say if no other group took the machine. For one
 * thread.
 */
final class FocusedStore implements CatalogStore {

    private final CatalogStore all;
    private Catalog one;

    FocusedStore(CatalogStore all) {
        this.all = all;
        this.one = new MemoryCatalogStore().current();
    }

    void focus(NamedGroup named, Profile profile) {
        one = new MemoryCatalogStore().put(named.file(), named.group()).put(named.group().profile(), profile).current();
    }

    @Override
    public Catalog current() {
        return one;
    }

    @Override
    public Optional<Catalog> currentIfReady() {
        return Optional.of(one);
    }

    @Override
    public Template template(TemplateKind kind, String name) {
        return all.template(kind, name);
    }

    @Override
    public Optional<Template> templateIfReady(TemplateKind kind, String name) {
        return all.templateIfReady(kind, name);
    }

    @Override
    public Stored<Group> group(String id) {
        return all.group(id);
    }

    @Override
    public Stored<Profile> profile(String id) {
        return all.profile(id);
    }

    @Override
    public Optional<Group> groupIfReady(String id) {
        return all.groupIfReady(id);
    }

    @Override
    public Optional<Profile> profileIfReady(String id) {
        return all.profileIfReady(id);
    }

    @Override
    public Stored<Bytes> content(TemplateKind kind, String name) {
        return all.content(kind, name);
    }

    @Override
    public List<TemplateSummary> templates(TemplateKind kind) throws StoreException {
        return all.templates(kind);
    }

    @Override
    public CompletableFuture<Committed> begin(List<Change> changes, OptionalLong ifRevision, Actor by) {
        return CompletableFuture.failedFuture(new StoreException(StoreException.Kind.READ_ONLY, "who only looks changes nothing"));
    }

    @Override
    public Subscription watch(Consumer<Catalog> listener) {
        return all.watch(listener);
    }

    @Override
    public void close() {}
}
