package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Subscription;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Groups, profiles and templates. What was changed before a call began is seen by that call. {@link #current} and {@link #template} may read
 * files, so they run on virtual threads; the {@code IfReady} twins never wait and may be called on an event loop.
 */
public interface CatalogStore extends AutoCloseable {

    Catalog current();

    /** What {@link #current} would return, if that is known without reading a file. */
    Optional<Catalog> currentIfReady();

    Template template(TemplateKind kind, String name);

    /** What {@link #template} would return, if that is known without reading a file. */
    Optional<Template> templateIfReady(TemplateKind kind, String name);

    /**
     * Calls {@code listener} with the catalog after it has changed, on a thread of the store, one call after the other. Changes that
     * come quickly after each other may be told once.
     */
    Subscription watch(Consumer<Catalog> listener);

    @Override
    void close();
}
