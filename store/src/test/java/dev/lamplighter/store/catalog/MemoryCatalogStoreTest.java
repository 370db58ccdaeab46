package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Group;
import dev.lamplighter.model.Profile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class MemoryCatalogStoreTest extends CatalogStoreContract {

    private final MemoryCatalogStore memory = new MemoryCatalogStore();

    @Override
    protected CatalogStore open() {
        return memory;
    }

    @Override
    protected void writeGroup(String name, String label, String profile) {
        memory.put(name + ".json", new Group(name, "", profile, Map.of("t", label), Map.of()));
    }

    @Override
    protected void writeProfile(String name, String kernel) {
        memory.put(name, new Profile(name, "", "", "", "", Optional.of(new Profile.NetBoot(kernel, List.of(), List.of()))));
    }

    @Override
    protected void writeTemplate(TemplateKind kind, String name, String text) {
        memory.put(kind, name, text);
    }
}
