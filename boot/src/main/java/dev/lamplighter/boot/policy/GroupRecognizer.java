package dev.lamplighter.boot.policy;

import dev.lamplighter.model.Labels;
import dev.lamplighter.store.catalog.CatalogStore;
import java.util.HashMap;

/** Asks the catalog as it is now. */
public final class GroupRecognizer implements Recognizer {

    private final CatalogStore store;

    public GroupRecognizer(CatalogStore store) {
        this.store = store;
    }

    @Override
    public boolean mayBeSelected(BootClient client) {
        var known = new HashMap<String, String>();
        known.put("mac", client.mac().toString());
        client.uuid().ifPresent(uuid -> known.put("uuid", uuid.toString()));
        return store.current().mayMatch(new Labels(known));
    }
}
